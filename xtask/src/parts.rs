//! The page's program in parts: what it needs at once, and what it loads when asked.
//!
//! `wasm-bindgen` and the splitter write two JavaScript modules that import each other. The page is
//! one classic script, so that a browser too old for it still reaches the guard that tells its user:
//! here the two become one function, whose parts come from `source.part(name)`.

use crate::Outcome;
use crate::workspace::{read, read_text, write};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// The folder of the parts that are loaded later, beside the glue.
pub const FOLDER: &str = "parts";

const LINK: &str = "parts.js";

/// Splits the program at `compiled` where `wasm_split` says so and writes, below `bound`, `app.js`,
/// `app_bg.wasm` and the parts.
pub fn split(compiled: &Path, bound: &Path) -> Outcome {
    let whole = read(compiled)?;
    let folder = bound.join(FOLDER);
    let main = bound.join("main.wasm");
    let link = format!("./{LINK}");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = "./app.js";
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| format!("cannot split {}: {error:#}", compiled.display()))?;
    for part in &split.split_modules {
        write(part, &without_names(&read(part)?)?)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&main)
        .out_name("app")
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .keep_lld_exports(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(bound))
        .map_err(|error| format!("cannot bind {}: {error:#}", main.display()))?;
    let glue = bound.join("app.js");
    let joined = join(&read_text(&glue)?, &read_text(&folder.join(LINK))?)?;
    write(&glue, joined.as_bytes())
}

/// One classic script of the glue and of what loads the parts; it defines `wasm_bindgen`.
fn join(glue: &str, link: &str) -> Outcome<String> {
    let loads = link
        .replace(r#"import { initSync } from "./app.js";"#, "")
        .replace(
            "WebAssembly.instantiateStreaming(src, imports)",
            "WebAssembly.instantiate(await src, imports)",
        );
    let loads = each(
        &loads,
        "fetch(new URL(\"./",
        "\", import.meta.url))",
        |file| {
            let name = file.strip_suffix(".wasm").unwrap_or(file);
            format!("source.part(\"{name}\")")
        },
    );
    let mut loaders = Vec::new();
    let loads = each(&loads, "export const ", " =", |name| {
        loaders.push(name.to_owned());
        format!("const {name} =")
    });
    let import = format!("import * as import1 from \"./{LINK}\"");
    if !glue.contains(&import) || loaders.is_empty() {
        return Err(
            "the glue does not load its parts as it used to: look at xtask/src/parts.rs".into(),
        );
    }
    let glue = glue
        .replace(
            &import,
            &format!("const import1 = {{ {} }};", loaders.join(", ")),
        )
        .replace(
            "export { initSync, __wbg_init as default };",
            "return __wbg_init;",
        )
        .replace("\nexport class ", "\nclass ")
        .replace("\nexport function ", "\nfunction ");
    let joined = format!("const wasm_bindgen = (() => {{\n{loads}\n{glue}\n}})();\n");
    for module_only in ["import.meta", "\nexport ", "\nimport "] {
        if joined.contains(module_only) {
            return Err(format!(
                "the glue still has `{}`, which a classic script must not: look at xtask/src/parts.rs",
                module_only.trim()
            ));
        }
    }
    Ok(joined)
}

/// The text with what stands between each `before` and the next `after`, and they themselves,
/// replaced.
fn each(text: &str, before: &str, after: &str, mut put: impl FnMut(&str) -> String) -> String {
    let mut pieces = text.split(before);
    let mut replaced = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(after) {
            Some((inner, rest)) => {
                replaced.push_str(&put(inner));
                replaced.push_str(rest);
            }
            None => {
                replaced.push_str(before);
                replaced.push_str(piece);
            }
        }
    }
    replaced
}

/// The code without the sections that only a debugger reads.
fn without_names(code: &[u8]) -> Outcome<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(code) {
        let payload = payload.map_err(|error| format!("cannot read a part: {error}"))?;
        if let Payload::CustomSection(custom) = &payload
            && ["name", "producers"].contains(&custom.name())
        {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let inside = |at: u64| usize::try_from(at).ok();
            let data = inside(range.start)
                .zip(inside(range.end))
                .and_then(|(start, end)| code.get(start..end))
                .ok_or("a part's section lies outside of it")?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK_MODULE: &str = r#"import { initSync } from "./app.js";
export const __load_rare = wrap(() => {
    const src = fetch(new URL("./split_rare.wasm", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
});"#;
    const GLUE: &str = r#"import * as import1 from "./parts.js"

export class Source {}
function initSync() {}
async function __wbg_init() {}
export { initSync, __wbg_init as default };
"#;

    #[test]
    fn two_modules_become_one_classic_script() {
        let script = join(GLUE, LINK_MODULE).unwrap();
        assert!(script.starts_with("const wasm_bindgen = (() => {"));
        assert!(
            script.contains(r#"const src = source.part("split_rare");"#),
            "{script}"
        );
        assert!(
            script.contains("const import1 = { __load_rare };"),
            "{script}"
        );
        assert!(script.contains("WebAssembly.instantiate(await src, imports)"));
        assert!(script.contains("return __wbg_init;\n\n})();"), "{script}");
    }

    #[test]
    fn glue_of_another_form_is_refused_and_not_handed_out() {
        assert!(join("export function start() {}", LINK_MODULE).is_err());
        assert!(join(GLUE, "").is_err());
        let default_path = GLUE.replace("{}", "{ import.meta.url }");
        assert!(join(&default_path, LINK_MODULE).is_err());
    }

    #[test]
    fn a_part_loses_its_names_and_nothing_else() {
        let mut module = Module::new();
        module.section(&RawSection {
            id: 0,
            data: b"\x04name\x00\x01\x02",
        });
        module.section(&RawSection {
            id: 0,
            data: b"\x06linked\x00",
        });
        let code = without_names(&module.finish()).unwrap();
        assert!(!code.windows(4).any(|four| four == b"name"));
        assert!(code.windows(6).any(|six| six == b"linked"));
        assert!(without_names(b"no wasm").is_err());
    }
}
