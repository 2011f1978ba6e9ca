//! `Condition`: operators, keys and operands (`POL-04`, `COND-04`, `COND-19`).

use aws::ContextKey;

use super::Reader;
use super::refusal::Check;
use crate::json::{Json, Member, Value};
use crate::operator::OperatorName;
use crate::{CompiledCondition, LanguageVersion, Located, NodeId, Operand};

impl Reader {
    /// Reads all operators; `None` when one cannot be compiled.
    pub(super) fn conditions(&mut self, member: &Member) -> Option<Vec<CompiledCondition>> {
        let operators = self.members(&member.value, "an object of condition operators")?;
        let mut conditions = Vec::new();
        let mut whole = true;
        for operator in operators {
            let operator_node = self.node(operator.name_span);
            let Some(name) = OperatorName::parse(&operator.name) else {
                self.unknown_operator(operator);
                whole = false;
                continue;
            };
            let Some(keys) = self.members(&operator.value, "an object of condition keys") else {
                whole = false;
                continue;
            };
            for key in keys {
                match self.condition(operator_node, &name, key) {
                    Some(condition) => conditions.push(condition),
                    None => whole = false,
                }
            }
        }
        whole.then_some(conditions)
    }

    fn unknown_operator(&mut self, operator: &Member) {
        let message = format!(
            "found the condition operator `{}`, expected one such as `StringEquals`",
            operator.name
        );
        let help = match OperatorName::suggestion(&operator.name) {
            Some(right) => Some(format!("write `{right}`; letter case counts")),
            None if operator.name.contains("Null") => {
                Some("`Null` takes neither `IfExists` nor a set qualifier".to_owned())
            }
            None => None,
        };
        self.refuse(
            "unknown-operator",
            operator.name_span,
            Check::Syntax,
            message,
            help,
        );
    }

    fn condition(
        &mut self,
        operator_node: NodeId,
        name: &OperatorName,
        member: &Member,
    ) -> Option<CompiledCondition> {
        let node = self.node(member.span());
        if !member.name.contains(':') {
            let message = format!(
                "found the condition key `{}`, which has no prefix as in `aws:SourceIp`",
                member.name
            );
            let help = "no request of AWS has such a key".to_owned();
            self.warn("key-without-prefix", member.name_span, message, Some(help));
        }
        let items = match &member.value.value {
            Value::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(&member.value),
        };
        if items.is_empty() {
            let message = format!(
                "found no value for `{}`, expected at least one",
                member.name
            );
            self.warn("no-condition-values", member.value.span, message, None);
        }
        let operands: Vec<_> = items.iter().map(|item| self.operand(name, item)).collect();
        Some(CompiledCondition {
            operator_node,
            operator: name.spec,
            set: name.set,
            if_exists: name.if_exists,
            key: ContextKey::new(&member.name),
            node,
            values: operands.into_iter().collect::<Option<_>>()?,
        })
    }

    fn operand(&mut self, name: &OperatorName, item: &Json) -> Option<Located<Operand>> {
        let spec = name.spec;
        let text = match &item.value {
            Value::Text(text) | Value::Number(text) => text.as_str(),
            Value::Boolean(true) => "true",
            Value::Boolean(false) => "false",
            other => {
                let message = format!(
                    "found {} as a value of a condition, expected a string",
                    other.kind()
                );
                self.syntax("wrong-type", item.span, message);
                return None;
            }
        };
        let (operand, strange) = spec.operand(text, self.version == LanguageVersion::V2012);
        self.unread_variables(&strange, item.span);
        if !operand.is_readable() {
            let message = format!(
                "found `{text}` under `{}`, expected {}",
                spec.name, spec.expects
            );
            if spec.refuses_bad_operands {
                self.refuse("wrong-operand", item.span, Check::Legacy, message, None);
            } else {
                let help =
                    "AWS takes the policy, but no value of a request equals this one".to_owned();
                self.warn("wrong-operand", item.span, message, Some(help));
            }
        }
        Some(Located {
            node: self.node(item.span),
            value: operand,
        })
    }
}
