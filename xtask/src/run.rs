//! Starting programs and telling how long they took.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs a program to its end, with its output on ours.
///
/// # Errors
/// A sentence that names the command, when it does not start or does not succeed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command
        .status()
        .map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed ({status})", line(command)))
    }
}

/// What a program prints on its standard output, with its errors on ours.
///
/// # Errors
/// A sentence that names the command, when it does not start or does not succeed.
pub fn captured(command: &mut Command) -> Result<String, String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{} failed ({})", line(command), output.status))
    }
}

/// What a program prints on its standard output, or nothing when it is missing or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Says what is done now, does it, and says how long it took.
pub fn timed(what: &str, work: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    println!("{what} …");
    let start = Instant::now();
    work()?;
    println!("  done in {}", seconds(start.elapsed()));
    Ok(())
}

/// A time as people read it: `4.2 s` or `3 min 05 s`.
pub fn seconds(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    if tenths < 600 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{} min {:02} s", tenths / 600, tenths % 600 / 10)
    }
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!(
        "cannot start {}: {error}; is `{}` installed",
        line(command),
        command.get_program().display()
    )
}

/// The command as it would be typed.
fn line(command: &Command) -> String {
    let words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

    use super::*;

    #[test]
    fn times_read_as_seconds_below_a_minute_and_as_minutes_above() {
        let check = |millis, expected: &str| {
            assert_eq!(seconds(Duration::from_millis(millis)), expected);
        };
        check(0, "0.0 s");
        check(4_249, "4.2 s");
        check(59_999, "59.9 s");
        check(60_000, "1 min 00 s");
        check(185_000, "3 min 05 s");
    }

    #[test]
    fn a_failing_command_is_named_in_the_error() {
        let failed = run(Command::new("rustc")
            .arg("--no-such-option")
            .stderr(Stdio::null()));
        assert!(
            failed
                .unwrap_err()
                .starts_with("`rustc --no-such-option` failed")
        );
        let missing = run(&mut Command::new("no-such-program-at-all"));
        assert!(
            missing
                .unwrap_err()
                .starts_with("cannot start `no-such-program-at-all`")
        );
    }
}
