//! Fitting words into the picture, which knows no line breaks of its own.

/// The text, cut to `most` characters with an ellipsis.
pub fn fit(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    [kept.trim_end(), "…"].concat()
}

/// The text in at most `lines` lines of `width` characters; words and lines too many end in an ellipsis.
pub fn wrap(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut made: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let full = made.len() == lines;
        match made.last_mut() {
            Some(last) if full || last.chars().count() + 1 + word.chars().count() <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => made.push(word.to_owned()),
        }
    }
    made.iter().map(|line| fit(line, width)).collect()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    fn check(text: &str, width: usize, lines: usize, expected: &str) {
        assert_eq!(wrap(text, width, lines).join("|"), expected);
    }

    #[test]
    fn words_break_into_lines_and_the_rest_is_cut() {
        check("Identity policy", 11, 3, "Identity|policy");
        check("RCPs", 11, 3, "RCPs");
        check(
            "It asks for an external ID.",
            16,
            4,
            "It asks for an|external ID.",
        );
        check("one two three four", 8, 2, "one two|three f…");
        check("AssumeRoleWithWebIdentity", 10, 2, "AssumeRol…");
        check("", 10, 2, "");
    }
}
