//! A static file server for this machine only; the browser tests use the same one.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

/// A longer request head than any browser sends.
const MAX_HEAD_BYTES: u64 = 64 * 1024;

/// Serves a folder until it is stopped or dropped.
pub struct Server {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `folder` on 127.0.0.1 at `port`, or at a free one for 0.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(folder: &Path, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let stopped = Arc::new(AtomicBool::new(false));
        let files = Arc::new(Files {
            folder: folder.to_path_buf(),
            packed: Mutex::default(),
        });
        let stop = Arc::clone(&stopped);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let files = Arc::clone(&files);
                // A browser that goes away in the middle is no concern of the server's.
                thread::spawn(move || files.answer(&stream).ok());
            }
        });
        Ok(Self {
            address,
            stopped,
            thread: Some(thread),
        })
    }

    /// Where the page is.
    pub fn address(&self) -> String {
        // By its name a browser takes the page for a secure context on every system.
        format!("http://localhost:{}/", self.address.port())
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

impl Drop for Server {
    /// Closes the port: from here on a browser is refused.
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        TcpStream::connect(self.address).ok();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// A packed file, and the time of the file that was packed.
type Packed = (SystemTime, Arc<Vec<u8>>);

/// The folder, and what was packed of it.
struct Files {
    folder: PathBuf,
    packed: Mutex<HashMap<PathBuf, Packed>>,
}

impl Files {
    /// Answers the one request of a connection.
    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut lines = BufReader::new(stream.take(MAX_HEAD_BYTES)).lines();
        let first = lines.next().transpose()?.unwrap_or_default();
        let mut takes_gzip = false;
        for line in lines {
            let line = line?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            takes_gzip |= line.starts_with("accept-encoding:") && line.contains("gzip");
        }
        let mut words = first.split(' ');
        let (method, target) = (words.next(), words.next().unwrap_or_default());
        match method {
            Some("GET" | "HEAD") => {}
            _ => return respond(stream, "405 Method Not Allowed", &[], b"", true),
        }
        let head_only = method == Some("HEAD");
        let address = target.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = self.path_of(address) else {
            return respond(stream, "404 Not Found", &[], b"no such file", !head_only);
        };
        let content = std::fs::read(&path)?;
        let mut headers = vec![
            ("Content-Type", media_type(&path)),
            ("Cache-Control", caching(address)),
            ("X-Content-Type-Options", "nosniff"),
            ("Vary", "Accept-Encoding"),
        ];
        if takes_gzip && shrinks(&path) {
            headers.push(("Content-Encoding", "gzip"));
            let packed = self.packed(&path, &content)?;
            respond(stream, "200 OK", &headers, &packed, !head_only)
        } else {
            respond(stream, "200 OK", &headers, &content, !head_only)
        }
    }

    /// The file of `address`, never one outside the folder.
    fn path_of(&self, address: &str) -> Option<PathBuf> {
        let relative = address.strip_prefix('/')?;
        let relative = if relative.is_empty() {
            "index.html"
        } else {
            relative
        };
        let plain =
            |part: &str| !part.is_empty() && part != ".." && !part.contains(['\\', ':', '%']);
        if !relative.split('/').all(plain) {
            return None;
        }
        Some(self.folder.join(relative)).filter(|path| path.is_file())
    }

    /// `content` of `path` packed with gzip, kept until the file changes.
    fn packed(&self, path: &Path, content: &[u8]) -> io::Result<Arc<Vec<u8>>> {
        let changed = path.metadata()?.modified()?;
        let known = || self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((when, packed)) = known().get(path)
            && *when == changed
        {
            return Ok(Arc::clone(packed));
        }
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content)?;
        let packed = Arc::new(encoder.finish()?);
        known().insert(path.to_path_buf(), (changed, Arc::clone(&packed)));
        Ok(packed)
    }
}

fn respond(
    mut stream: &TcpStream,
    status: &str,
    headers: &[(&str, &str)],
    body: &[u8],
    with_body: bool,
) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// A file named by its content never changes; all others are asked about each time.
fn caching(address: &str) -> &'static str {
    if address.starts_with("/assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn media_type(path: &Path) -> &'static str {
    match extension(path) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

fn shrinks(path: &Path) -> bool {
    matches!(
        extension(path),
        "html" | "css" | "js" | "wasm" | "webmanifest" | "json" | "svg"
    )
}

fn extension(path: &Path) -> &str {
    path.extension()
        .and_then(|text| text.to_str())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).expect("the server listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn serves_its_folder_only_and_falls_silent_when_dropped() {
        let folder = std::env::temp_dir().join(format!("canbo-server-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("site/assets")).expect("a folder");
        std::fs::write(folder.join("secret.html"), "secret").expect("a file");
        std::fs::write(folder.join("site/index.html"), "page").expect("a file");
        std::fs::write(folder.join("site/assets/app-1.wasm"), "code").expect("a file");
        let server = Server::start(&folder.join("site"), 0).expect("a free port");

        let page = ask(&server, "GET /?a#b HTTP/1.1\r\n\r\n");
        assert!(page.starts_with("HTTP/1.1 200 OK"), "{page}");
        assert!(
            page.contains("no-cache") && page.ends_with("page"),
            "{page}"
        );
        let code = ask(
            &server,
            "GET /assets/app-1.wasm HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n\r\n",
        );
        assert!(
            code.contains("application/wasm") && code.contains("immutable"),
            "{code}"
        );
        assert!(code.contains("Content-Encoding: gzip"), "{code}");
        for outside in [
            "/../secret.html",
            "/%2e%2e/secret.html",
            "//secret.html",
            "/none",
            "none",
        ] {
            let answer = ask(&server, &format!("GET {outside} HTTP/1.1\r\n\r\n"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{outside}: {answer}");
        }
        assert!(ask(&server, "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));

        let address = server.address;
        drop(server);
        assert!(TcpStream::connect(address).is_err());
        std::fs::remove_dir_all(folder).expect("clean up");
    }
}
