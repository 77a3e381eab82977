//! The Content-Security-Policy of each build, and the hashes that it names.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The first 16 hexadecimal digits of the SHA-256 of `content`: names a version of a file.
pub fn short_hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `content` in base64.
pub fn base64(content: &[u8]) -> String {
    STANDARD.encode(content)
}

/// The source expression that allows exactly this inline script or style.
fn source_of(inline: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(inline.as_bytes())))
}

fn sources_of(inline: &[&str]) -> String {
    inline
        .iter()
        .map(|text| source_of(text))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The policy of the static site: nothing but its own files and the inline texts given.
///
/// Workers come from Blobs, which inherit this policy. `style` attributes are allowed, `style`
/// elements only by hash.
pub fn of_site(scripts: &[&str], styles: &[&str]) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {}; style-src 'self' {}; \
         style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; base-uri 'none'; \
         form-action 'none'",
        sources_of(scripts),
        sources_of(styles),
    )
}

/// The policy of the single file: the inline texts given, and no request to anywhere.
pub fn of_single_file(scripts: &[&str], styles: &[&str]) -> String {
    format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' {}; style-src {}; \
         style-src-attr 'unsafe-inline'; img-src data: blob:; font-src data:; connect-src 'none'; \
         worker-src blob:; base-uri 'none'; form-action 'none'",
        sources_of(scripts),
        sources_of(styles),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_a_script_by_the_hash_that_browsers_compute() {
        // The example of the Content Security Policy specification.
        assert_eq!(
            source_of("doSomething();"),
            "'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"
        );
    }

    #[test]
    fn lets_the_single_file_connect_to_nothing() {
        let policy = of_single_file(&["a"], &["b"]);
        assert!(policy.contains("connect-src 'none'"));
        assert!(!policy.contains("'self'"));
    }
}
