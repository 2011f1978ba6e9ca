//! `cargo xtask bench`: the engine's speed, native and as WebAssembly in Node, in one table.

use crate::paths::{cargo, node, root};
use crate::run::{captured, run};

/// The module with the same measurements, under Cargo's target folder.
const MODULE: &str = "wasm32-unknown-unknown/release/examples/engine_wasm.wasm";

/// Measures and prints the table; run it on a machine that does nothing else.
///
/// # Errors
/// When something does not build or does not run, or the two lists of figures differ.
pub fn measure() -> Result<(), String> {
    run(cargo()
        .args([
            "build",
            "--locked",
            "--package",
            "authz",
            "--profile",
            "bench",
        ])
        .args(["--example", "engine_wasm"])
        .args(["--target", "wasm32-unknown-unknown"]))?;
    run(cargo().args([
        "bench",
        "--locked",
        "--package",
        "authz",
        "--bench",
        "engine",
        "--no-run",
    ]))?;
    println!("Measuring, native and then in Node (about a minute each) …");
    let native = captured(
        cargo()
            .args(["bench", "--quiet", "--locked", "--package", "authz"])
            .args(["--bench", "engine", "--", "--rates"]),
    )?;
    let module = crate::tools::target_folder()?.join(MODULE);
    let wasm = captured(node("xtask/bench.mjs").arg(module).current_dir(root()))?;
    print!("{}", table(&native, &wasm)?);
    Ok(())
}

/// Joins the lines of both, which stand in the same order.
fn table(native: &str, wasm: &str) -> Result<String, String> {
    let rows: Vec<(&str, &str)> = native
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    if rows.is_empty() || rows.len() != wasm.lines().count() {
        return Err(format!(
            "found {} native figures and {} of WebAssembly, expected as many",
            rows.len(),
            wasm.lines().count()
        ));
    }
    let mut table = format!(
        "\n{:<46}{:>14}{:>14}{:>8}\n",
        "a second", "native", "wasm", "ratio"
    );
    for ((name, native), wasm) in rows.into_iter().zip(wasm.lines()) {
        let (native, wasm) = (number(native)?, number(wasm)?);
        let tenths = native * 10 / wasm.max(1);
        table += &format!(
            "{name:<46}{:>14}{:>14}{:>8}\n",
            grouped(native),
            grouped(wasm),
            format!("{}.{}", tenths / 10, tenths % 10)
        );
    }
    Ok(table)
}

fn number(text: &str) -> Result<u64, String> {
    text.trim()
        .parse()
        .map_err(|_| format!("found `{text}`, expected a whole number"))
}

/// `12345678` as `12,345,678`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_both_stand_side_by_side() {
        let found = table("decide (a)\t12000000\nexplain (a)\t900\n", "8000000\n600\n");
        let rows: Vec<Vec<String>> = found
            .unwrap_or_default()
            .lines()
            .skip(2)
            .map(|line| line.split_whitespace().map(str::to_owned).collect())
            .collect();
        assert_eq!(
            rows,
            [
                ["decide", "(a)", "12,000,000", "8,000,000", "1.5"],
                ["explain", "(a)", "900", "600", "1.5"]
            ]
        );
    }

    #[test]
    fn lists_of_different_lengths_are_refused() {
        let found = table("decide (a)\t1\n", "1\n2\n");
        assert_eq!(
            found.err().as_deref(),
            Some("found 1 native figures and 2 of WebAssembly, expected as many")
        );
    }
}
