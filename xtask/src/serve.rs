//! `cargo xtask serve`: the whole way from a fresh checkout to a page in the browser.

use std::net::{Ipv4Addr, TcpListener};

use crate::dist;
use crate::http::Site;
use crate::paths;

/// How many ports above the wanted one are tried when it is taken.
const PORTS_TRIED: u16 = 100;

struct Options {
    port: u16,
    base: String,
}

/// Builds the page for release and serves it on the loopback address until it is stopped.
///
/// # Errors
/// A sentence that names the option, the build step or the port that failed.
pub fn serve(options: &[String]) -> Result<(), String> {
    let options = parse(options)?;
    dist::build()?;
    let listener = listen(options.port)?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("cannot tell the own address: {error}"))?;
    let site = Site::new(&paths::dist(), &options.base);
    println!(
        "Serving the playground at http://{address}{} — Ctrl+C stops it.",
        site.base()
    );
    site.serve(&listener);
    Ok(())
}

fn parse(options: &[String]) -> Result<Options, String> {
    let mut parsed = Options {
        port: 8080,
        base: "/".to_owned(),
    };
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        let mut value = || {
            rest.next()
                .ok_or_else(|| format!("found no value after `{option}`"))
        };
        match option.as_str() {
            "--port" => {
                let port = value()?;
                parsed.port = port
                    .parse()
                    .map_err(|_| format!("found the port `{port}`, expected 0 to 65535"))?;
            }
            "--base" => parsed.base.clone_from(value()?),
            other => {
                return Err(format!(
                    "found the option `{other}`, expected `--port` or `--base`"
                ));
            }
        }
    }
    Ok(parsed)
}

/// Takes the wanted port or the next free one.
fn listen(wanted: u16) -> Result<TcpListener, String> {
    let last = wanted.saturating_add(PORTS_TRIED);
    (wanted..=last)
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .ok_or_else(|| format!("found no free port from {wanted} to {last}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

    use super::*;

    #[test]
    fn options_are_read_or_refused_by_name() {
        let check = |line: &str, expected: Result<(u16, &str), &str>| {
            let options: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            let found = parse(&options).map(|options| (options.port, options.base));
            let expected = expected
                .map(|(port, base)| (port, base.to_owned()))
                .map_err(str::to_owned);
            assert_eq!(found, expected, "{line}");
        };
        check("", Ok((8080, "/")));
        check("--port 9000 --base /sub/", Ok((9000, "/sub/")));
        check("--port", Err("found no value after `--port`"));
        check(
            "--port many",
            Err("found the port `many`, expected 0 to 65535"),
        );
        check(
            "--open",
            Err("found the option `--open`, expected `--port` or `--base`"),
        );
    }

    #[test]
    fn a_taken_port_gives_way_to_the_next() {
        let first = listen(18_080).unwrap();
        let taken = first.local_addr().unwrap().port();
        let second = listen(taken).unwrap();
        assert!(second.local_addr().unwrap().port() > taken);
    }
}
