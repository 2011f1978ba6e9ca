//! The tables that say how structs, enums and maps of nouns stand in documents.
//!
//! One table serves reading and writing, so that the two cannot differ; its order is the order of the text.

/// Declares a struct as an object.
///
/// `field "name"` has to be there, `field "name" or_default` is left out when it has its default, and
/// `field "name" or VALUE` is left out when it has that value.
macro_rules! record {
    ($type:ident: $($field:ident $name:literal $($absent:ident $($value:expr)?)?),+ $(,)?) => {
        impl $crate::form::Form for $type {
            fn read(json: &json::Json) -> Result<$type, $crate::form::Problem> {
                Ok($crate::form::read_fields!(
                    json, ($type), $($field $name $($absent $($value)?)?),+
                ))
            }

            fn write(&self, to: &mut json::Writer) {
                to.open('{');
                $($crate::form::write_field!(to, $name, &self.$field, $($absent $($value)?)?);)+
                to.close('}');
            }

            fn is_left_out(&self) -> bool {
                $($crate::form::is_field_left_out!(&self.$field, $($absent $($value)?)?))&&+
            }
        }
    };
}

/// Declares an enum: `Variant "tag" {fields}` is an object of one member, `Variant "tag" (it)` the same around
/// another value, and `Variant "tag" ()` the tag alone.
///
/// `Enum or Variant: …` names the variant that an absent member stands for.
macro_rules! choice {
    ($type:ident $(or $absent:ident)?: $($variant:ident $tag:literal $shape:tt),+ $(,)?) => {
        impl $crate::form::Form for $type {
            fn read(json: &json::Json) -> Result<$type, $crate::form::Problem> {
                const TAGS: &[&str] = &[$($tag),+];
                let (index, content) = $crate::form::tagged(json, TAGS)?;
                // Counts the variants; the compiler turns the comparisons into one jump.
                let mut row = 0..;
                $(
                    if row.next() == Some(index) {
                        return $crate::form::read_variant!(json, content, $type, $variant, $shape);
                    }
                )+
                Err($crate::form::unknown_variant(json, TAGS))
            }

            fn write(&self, to: &mut json::Writer) {
                match self {
                    $($type::$variant { .. } => {
                        $crate::form::write_variant!(self, to, $type, $variant, $tag, $shape);
                    })+
                }
            }

            $(fn is_left_out(&self) -> bool {
                matches!(self, $type::$absent)
            })?
        }
    };
}

/// Declares a map from a noun's key to the noun, which documents spell as a list of nouns.
macro_rules! keyed {
    ($noun:ident by $key:ident $member:literal: $name:ident) => {
        impl $crate::form::Form for sorted::SortedMap<$name, std::sync::Arc<$noun>> {
            fn read(json: &json::Json) -> Result<Self, $crate::form::Problem> {
                $crate::form::read_keyed(json, $member, |noun: &$noun| noun.$key.clone())
            }

            fn write(&self, to: &mut json::Writer) {
                $crate::form::write_keyed(self, to);
            }

            fn is_left_out(&self) -> bool {
                self.is_empty()
            }
        }
    };
}

macro_rules! read_fields {
    ($json:expr, ($($path:tt)+), $($field:ident $name:literal $($absent:ident $($value:expr)?)?),+ $(,)?) => {{
        let mut object = $crate::form::Object::open($json, &[$($name),+])?;
        $($path)+ {
            $($field: $crate::form::read_field!(object, $($absent $($value)?)?)),+
        }
    }};
}

macro_rules! read_field {
    ($object:ident,) => {
        $object.required()?
    };
    ($object:ident, or_default) => {
        $object.or_default()?
    };
    ($object:ident, or $absent:expr) => {
        $object.or($absent)?
    };
}

macro_rules! write_field {
    ($to:ident, $name:literal, $value:expr,) => {
        $crate::form::member($to, $name, $value)
    };
    ($to:ident, $name:literal, $value:expr, or_default) => {
        $crate::form::optional_member($to, $name, $value)
    };
    ($to:ident, $name:literal, $value:expr, or $absent:expr) => {
        if *$value != $absent {
            $crate::form::member($to, $name, $value);
        }
    };
}

macro_rules! is_field_left_out {
    ($value:expr,) => {
        false
    };
    ($value:expr, or_default) => {
        $crate::form::Form::is_left_out($value)
    };
    ($value:expr, or $absent:expr) => {
        *$value == $absent
    };
}

macro_rules! read_variant {
    ($json:ident, $content:ident, $type:ident, $variant:ident, ()) => {
        $crate::form::unit($json, $content).map(|()| $type::$variant)
    };
    ($json:ident, $content:ident, $type:ident, $variant:ident, ($it:ident)) => {
        $crate::form::Form::read($content).map($type::$variant)
    };
    ($json:ident, $content:ident, $type:ident, $variant:ident, { $($fields:tt)+ }) => {
        Ok($crate::form::read_fields!($content, ($type::$variant), $($fields)+))
    };
}

macro_rules! write_variant {
    ($self:ident, $to:ident, $type:ident, $variant:ident, $tag:literal, ()) => {
        $to.text($tag)
    };
    ($self:ident, $to:ident, $type:ident, $variant:ident, $tag:literal, ($it:ident)) => {
        if let $type::$variant($it) = $self {
            $to.open('{');
            $crate::form::member($to, $tag, $it);
            $to.close('}');
        }
    };
    ($self:ident, $to:ident, $type:ident, $variant:ident, $tag:literal,
        { $($field:ident $name:literal $($absent:ident $($value:expr)?)?),+ $(,)? }) => {
        if let $type::$variant { $($field),+ } = $self {
            $to.open('{');
            $to.name($tag);
            $to.open('{');
            $($crate::form::write_field!($to, $name, $field, $($absent $($value)?)?);)+
            $to.close('}');
            $to.close('}');
        }
    };
}

pub(crate) use {
    choice, is_field_left_out, keyed, read_field, read_fields, read_variant, record, write_field,
    write_variant,
};
