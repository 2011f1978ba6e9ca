//! A static site over HTTP/1.1, for one user on the same machine.
//!
//! It is not a general web server: no compression, no ranges, one answer a connection.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The longest request head that is read, in bytes.
const HEAD_LIMIT: u64 = 16 * 1024;

/// A folder and the path it is served under.
#[derive(Clone)]
pub struct Site {
    folder: PathBuf,
    /// Starts and ends with a slash.
    base: String,
}

#[derive(Debug, PartialEq, Eq)]
enum Answer {
    File {
        path: PathBuf,
        media_type: &'static str,
    },
    Moved {
        to: String,
    },
    Refused {
        status: &'static str,
    },
}

impl Site {
    /// A site of this folder under `/`, or under a path such as `/sub/path/`.
    pub fn new(folder: &Path, base: &str) -> Self {
        let inner = base.trim_matches('/');
        let base = if inner.is_empty() {
            "/".to_owned()
        } else {
            format!("/{inner}/")
        };
        Self {
            folder: folder.to_path_buf(),
            base,
        }
    }

    /// The path of the site, which starts and ends with a slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Answers requests until the program is stopped.
    pub fn serve(&self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            let site = self.clone();
            // A visitor that goes away in the middle is no fault of the server.
            thread::spawn(move || drop(site.converse(&stream)));
        }
    }

    fn converse(&self, mut stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut lines = BufReader::new(stream.take(HEAD_LIMIT)).lines();
        let request = lines.next().transpose()?.unwrap_or_default();
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let (method, target) = split_request(&request);
        let (status, headers, body) = match self.answer(method, target) {
            Answer::File { path, media_type } => (
                "200 OK",
                format!("content-type: {media_type}\r\n"),
                fs::read(path)?,
            ),
            Answer::Moved { to } => (
                "308 Permanent Redirect",
                format!("location: {to}\r\n"),
                Vec::new(),
            ),
            Answer::Refused { status } => {
                let headers = "content-type: text/plain; charset=utf-8\r\n".to_owned();
                (status, headers, format!("{status}\n").into_bytes())
            }
        };
        let head = format!(
            "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\ncache-control: no-cache\r\n\
             x-content-type-options: nosniff\r\nconnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        if method != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn answer(&self, method: &str, target: &str) -> Answer {
        if method != "GET" && method != "HEAD" {
            return Answer::Refused {
                status: "405 Method Not Allowed",
            };
        }
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if path == "/" && self.base != "/"
            || path == self.base.trim_end_matches('/') && !path.is_empty()
        {
            return Answer::Moved {
                to: self.base.clone(),
            };
        }
        self.file(path).unwrap_or(Answer::Refused {
            status: "404 Not Found",
        })
    }

    /// The file a path means, when it is one inside the folder.
    fn file(&self, path: &str) -> Option<Answer> {
        let inside = decode(path.strip_prefix(self.base.as_str())?)?;
        let mut file = self.folder.clone();
        for part in inside.split('/') {
            match part {
                "" | "." => {}
                // Names that would leave the folder, on this or another system.
                ".." => return None,
                name if name.contains(['\\', ':', '\0']) => return None,
                name => file.push(name),
            }
        }
        if file.is_dir() {
            file.push("index.html");
        }
        let media_type = media_type(&file);
        file.is_file().then_some(Answer::File {
            path: file,
            media_type,
        })
    }
}

/// Method and target of `GET /path HTTP/1.1`.
fn split_request(line: &str) -> (&str, &str) {
    let mut words = line.split(' ');
    (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    )
}

/// Resolves `%20` and the like, or gives nothing when the text is not UTF-8 afterwards.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

    use super::*;

    /// The source folder of this crate stands in for a site.
    fn site(base: &str) -> Site {
        Site::new(Path::new(env!("CARGO_MANIFEST_DIR")), base)
    }

    /// The answer in short: a file under the folder, a new address or a status.
    fn check(base: &str, request: &str, expected: &str) {
        let (method, target) = split_request(request);
        let site = site(base);
        let found = match site.answer(method, target) {
            Answer::File { path, .. } => path
                .strip_prefix(&site.folder)
                .unwrap()
                .display()
                .to_string(),
            Answer::Moved { to } => format!("-> {to}"),
            Answer::Refused { status } => status.to_owned(),
        };
        assert_eq!(found, expected, "{request} under {base}");
    }

    #[test]
    fn files_are_found_under_the_base_only() {
        check("/", "GET /Cargo.toml HTTP/1.1", "Cargo.toml");
        check("/", "GET /src/main%2Ers?v=1 HTTP/1.1", "src/main.rs");
        check(
            "/sub/path/",
            "GET /sub/path/src/main.rs HTTP/1.1",
            "src/main.rs",
        );
        check("/sub/path/", "GET /src/main.rs HTTP/1.1", "404 Not Found");
        check("sub", "GET / HTTP/1.1", "-> /sub/");
        check("sub", "GET /sub HTTP/1.1", "-> /sub/");
        check("/", "GET /src/ HTTP/1.1", "404 Not Found");
    }

    #[test]
    fn no_path_leaves_the_folder() {
        check("/", "GET /../Cargo.toml HTTP/1.1", "404 Not Found");
        check("/", "GET /src/../../Cargo.toml HTTP/1.1", "404 Not Found");
        check("/", "GET /%2e%2e/Cargo.toml HTTP/1.1", "404 Not Found");
        check("/", "GET /..%5cCargo.toml HTTP/1.1", "404 Not Found");
        check("/", "GET //etc/passwd HTTP/1.1", "404 Not Found");
        check("/", "GET /%zz HTTP/1.1", "404 Not Found");
        check("/", "GET /%ff HTTP/1.1", "404 Not Found");
    }

    #[test]
    fn only_reading_is_answered() {
        check("/", "POST /Cargo.toml HTTP/1.1", "405 Method Not Allowed");
        check("/", "", "405 Method Not Allowed");
    }

    #[test]
    fn an_answer_over_the_wire_has_its_type_and_length() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let served = site("/");
        thread::spawn(move || served.serve(&listener));
        let ask = |request: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let answer = ask("GET /weight.mjs HTTP/1.1\r\nhost: localhost\r\n\r\n");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(
            head.starts_with("HTTP/1.1 200 OK\r\ncontent-type: text/javascript; charset=utf-8\r\n"),
            "{head}"
        );
        assert!(
            head.contains(&format!("content-length: {}\r\n", body.len())),
            "{head}"
        );
        assert!(head.contains("cache-control: no-cache\r\n"), "{head}");
        assert!(ask("HEAD /weight.mjs HTTP/1.1\r\n\r\n").ends_with("\r\n\r\n"));
        assert!(ask("GET /nothing HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404 Not Found\r\n"));
    }
}
