//! `index.html` filled in: the template knows nothing of how a build brings its parts.

use crate::Outcome;

/// The template `index.html`.
pub struct Template<'a>(pub &'a str);

impl Template<'_> {
    /// The page with `policy`, and with `head` and `scripts` put in their places.
    ///
    /// Fails when the template lacks one of the three marks.
    pub fn fill(&self, policy: &str, head: &str, scripts: &str) -> Outcome<String> {
        let policy = format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#);
        let mut page = self.0.to_owned();
        for (name, text) in [
            ("policy", policy.as_str()),
            ("head", head),
            ("scripts", scripts),
        ] {
            let mark = format!("<!-- canbo:{name} -->");
            if page.matches(&mark).count() != 1 {
                return Err(format!("index.html must hold `{mark}` once"));
            }
            page = page.replacen(&mark, text, 1);
        }
        Ok(page)
    }

    /// The texts of the template's own `style` elements, which the policy must allow.
    pub fn styles(&self) -> Vec<&str> {
        self.0
            .split("<style>")
            .skip(1)
            .filter_map(|rest| rest.split_once("</style>").map(|(style, _)| style))
            .collect()
    }
}

/// `script` fit to stand between `<script>` tags.
///
/// Fails when it holds what would end the element or hide its end.
pub fn inline_script(script: &str) -> Outcome<&str> {
    let lower = script.to_ascii_lowercase();
    match ["</script", "<!--"]
        .iter()
        .find(|end| lower.contains(**end))
    {
        Some(end) => Err(format!("a script of the page holds `{end}`")),
        None => Ok(script),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: Template = Template(
        "<!-- canbo:policy --><style>a{}</style><!-- canbo:head --><p><!-- canbo:scripts -->",
    );

    #[test]
    fn puts_each_part_in_its_place() {
        let page = TEMPLATE.fill("default-src 'none'", "<link>", "<script>");
        assert_eq!(
            page.as_deref(),
            Ok(concat!(
                r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"#,
                "<style>a{}</style><link><p><script>"
            ))
        );
        assert_eq!(TEMPLATE.styles(), ["a{}"]);
    }

    #[test]
    fn refuses_a_template_without_a_mark_and_a_script_that_ends_early() {
        assert!(Template("<!-- canbo:policy -->").fill("", "", "").is_err());
        assert!(inline_script("let a = '</SCRIPT>';").is_err());
        assert_eq!(inline_script("let a = 1;"), Ok("let a = 1;"));
    }
}
