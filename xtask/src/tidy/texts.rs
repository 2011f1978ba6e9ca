//! Rules about single lines and files: colours, open tasks, paths of a machine, length, the crate's own words.

use super::Finding;

/// The longest file of logic, in lines.
const LENGTH: usize = 600;

/// The only file that names colours.
const TOKENS: &str = "web/styles/tokens.css";

/// Put together here, so that this file keeps its own rules.
const OPEN_TASK: &str = concat!("TO", "DO");
const MACHINE_PATHS: [&str; 4] = [
    concat!("/wo", "rk/"),
    concat!("/tm", "p/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

/// What a file's text breaks.
pub(super) fn findings(file: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let broken = [open_task(line), machine_path(line), colour(file, line)];
        findings.extend(
            broken
                .into_iter()
                .flatten()
                .map(|message| Finding::new(file, index + 1, message)),
        );
    }
    findings.extend(length(file, text).map(|message| Finding::new(file, 0, message)));
    findings.extend(crate_words(file, text).map(|message| Finding::new(file, 1, message)));
    findings
}

/// An open task belongs to an issue: the word is followed by its number, as in `(#12)`.
fn open_task(line: &str) -> Option<String> {
    let (before, after) = line.split_once(OPEN_TASK)?;
    let inside_word =
        |next: Option<char>| next.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    if inside_word(before.chars().next_back()) || inside_word(after.chars().next()) {
        return None;
    }
    let numbered = after
        .strip_prefix("(#")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (!numbered).then(|| {
        format!("found `{OPEN_TASK}` without the number of its issue, expected `{OPEN_TASK}(#12)`")
    })
}

fn machine_path(line: &str) -> Option<String> {
    MACHINE_PATHS.into_iter().find_map(|path| {
        let (before, _) = line.split_once(path)?;
        // Behind a letter it is the middle of an address or of an ARN.
        let starts = !before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '*' | '}' | '-' | '_'));
        starts.then(|| format!("found the machine's path `{path}`"))
    })
}

/// Colours have names in `tokens.css`; everything else refers to these.
fn colour(file: &str, line: &str) -> Option<String> {
    let of_the_page = file.starts_with("web/") && file != TOKENS;
    let found = match file.rsplit('.').next()? {
        "css" if of_the_page => hex_colour(line).or_else(|| colour_function(line)),
        // In code only a whole string can be a colour: `#` starts much else.
        "rs" | "js" if of_the_page => line
            .split('"')
            .skip(1)
            .step_by(2)
            .find_map(|text| hex_colour(text).filter(|hex| *hex == text)),
        _ => None,
    };
    found.map(|found| format!("found the colour `{found}`, expected a variable of {TOKENS}"))
}

/// The first `#` with 3, 4, 6 or 8 hexadecimal digits.
fn hex_colour(text: &str) -> Option<&str> {
    text.match_indices('#').find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let word = rest
            .get(1..)?
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .next()?;
        let is_hex =
            matches!(word.len(), 3 | 4 | 6 | 8) && word.chars().all(|c| c.is_ascii_hexdigit());
        is_hex.then(|| rest.get(..=word.len())).flatten()
    })
}

fn colour_function(line: &str) -> Option<&'static str> {
    [
        "rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lab(", "lch(",
    ]
    .into_iter()
    .find(|name| {
        line.match_indices(name)
            .any(|(at, _)| !line.get(..at).is_some_and(ends_in_word))
    })
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == '-')
}

/// A long file says why on a line of its own; tests and data may be as long as they need.
fn length(file: &str, text: &str) -> Option<String> {
    let ending = file.rsplit('.').next()?;
    let is_logic = matches!(ending, "rs" | "js" | "mjs")
        && !file
            .split('/')
            .any(|part| matches!(part, "tests" | "tests.rs"))
        && !text
            .lines()
            .any(|line| line.starts_with("// Long because "));
    let lines = text.lines().count();
    (is_logic && lines > LENGTH).then(|| format!("found {lines} lines, expected at most {LENGTH}"))
}

/// The root of a crate says in its first words what the crate is, and what it is not.
fn crate_words(file: &str, text: &str) -> Option<String> {
    if !file.ends_with("src/lib.rs") && !file.ends_with("src/main.rs") {
        return None;
    }
    let words: Vec<&str> = text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()))
        .collect();
    let says_not = words
        .iter()
        .any(|word| matches!(*word, "not" | "Not" | "never" | "nothing" | "Nothing"));
    (!says_not).then(|| {
        "found no words on what this crate is not, expected them in the `//!` of its root"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that break a rule.
    fn check(file: &str, text: &str, expected: &[usize]) {
        let found: Vec<usize> = findings(file, text)
            .iter()
            .map(|finding| finding.line)
            .collect();
        assert_eq!(found, expected, "{file}: {text}");
    }

    #[test]
    fn an_open_task_names_its_issue() {
        let mark = OPEN_TASK;
        check("a.rs", &format!("// {mark}: later"), &[1]);
        check("a.rs", &format!("// {mark}(#12): later"), &[]);
        check("a.rs", &format!("// {mark}(later)"), &[1]);
        check("a.rs", &format!("const {mark}_LIST: u8 = 1;"), &[]);
    }

    #[test]
    fn paths_of_a_machine_are_found_and_addresses_are_not() {
        let [first, second, ..] = MACHINE_PATHS;
        check("a.md", &format!("see {first}notes"), &[1]);
        check("a.md", &format!("(`{second}x`)"), &[1]);
        check("a.md", &format!("https://example.com{first}notes"), &[]);
        check("a.json", &format!("\"arn:aws:s3:::bucket{second}*\""), &[]);
    }

    #[test]
    fn colours_have_one_home() {
        check(
            "web/styles/path.css",
            "a { color: var(--ink); }\nb { color: #ff00AA; }",
            &[2],
        );
        check(
            "web/styles/path.css",
            "a { color: rgb(0 0 0 / 40%); }",
            &[1],
        );
        check("web/styles/path.css", "#add-one { fill: url(#gate) }", &[]);
        check("web/styles/tokens.css", "--ink: #ff00aa;", &[]);
        check("web/src/views/path.rs", "let fill = \"#ff00aa\";", &[1]);
        check(
            "web/src/views/path.rs",
            "let href = \"#main\"; let link = \"#1d.abc\";",
            &[],
        );
    }

    #[test]
    fn long_files_of_logic_say_why() {
        let long = "//\n".repeat(LENGTH + 1);
        check("crates/x/src/a.rs", &long, &[0]);
        check("crates/x/src/a/tests.rs", &long, &[]);
        check(
            "crates/x/src/a.rs",
            &format!("// Long because it is one table.\n{long}"),
            &[],
        );
        check("data/x.json", &long, &[]);
    }

    #[test]
    fn a_crate_says_what_it_is_not() {
        check(
            "crates/x/src/lib.rs",
            "//! Names.\n//!\n//! It is not a parser.\n",
            &[],
        );
        check("crates/x/src/lib.rs", "//! Names and notes.\n", &[1]);
        check("crates/x/src/names.rs", "//! Names.\n", &[]);
        check("web/src/main.rs", "fn main() {}\n", &[1]);
    }
}
