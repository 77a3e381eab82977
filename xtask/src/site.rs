//! The two shapes in which the page is handed out: a static site and one file.

use crate::Outcome;
use crate::page::{Template, inline_script};
use crate::policy::{base64, of_single_file, of_site, short_hash};
use crate::wasm::{Profile, Programs, compile};
use crate::workspace::{Workspace, files_below, read, read_text, write};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::io::Write as _;

const GUARD: &str = include_str!("../boot/guard.js");
const START: &str = include_str!("../boot/start.js");
const WORKER: &str = include_str!("../boot/worker.js");
const FROM_SITE: &str = include_str!("../boot/site.js");
const FROM_SINGLE_FILE: &str = include_str!("../boot/single.js");

/// The template in `public/` that becomes the site's service worker.
const SERVICE_WORKER: &str = "service-worker.js";

/// The cascade layers in their order; each is a file, a folder of files, or both, below `style/`.
const LAYERS: [&str; 6] = ["tokens", "base", "layout", "components", "screens", "print"];

/// Compiles the programs and writes `dist/site/` and `dist/canbo.html`.
pub fn build(workspace: &Workspace, profile: Profile) -> Outcome {
    let programs = compile(workspace, profile)?;
    let html = read_text(&workspace.root.join("index.html"))?;
    let template = Template(&html);
    let style = style(workspace)?;
    write_site(workspace, &template, &style, &programs)?;
    write_single_file(workspace, &template, &style, &programs)?;
    println!(
        "Built {} and {}",
        workspace.site().display(),
        workspace.single_file().display()
    );
    Ok(())
}

/// Every file below `style/`, joined in the order of the layers.
fn style(workspace: &Workspace) -> Outcome<String> {
    let folder = workspace.root.join("style");
    let mut files = files_below(&folder)?
        .into_iter()
        .map(|path| {
            let name = path.to_string_lossy().replace('\\', "/");
            let layer = name.split(['/', '.']).next().unwrap_or_default();
            let place = LAYERS.iter().position(|known| *known == layer);
            place
                .map(|place| (place, name.clone()))
                .ok_or_else(|| format!("style/{name} is in none of the layers {LAYERS:?}"))
        })
        .collect::<Outcome<Vec<_>>>()?;
    files.sort();
    let mut joined = format!("@layer {};\n", LAYERS.join(", "));
    for (_, name) in files {
        joined.push_str(&read_text(&folder.join(name))?);
        joined.push('\n');
    }
    Ok(joined)
}

fn write_site(
    workspace: &Workspace,
    template: &Template,
    style: &str,
    programs: &Programs,
) -> Outcome {
    let site = workspace.site();
    if site.exists() {
        std::fs::remove_dir_all(&site)
            .map_err(|error| format!("cannot empty {}: {error}", site.display()))?;
    }
    let mut files = Files::default();
    let public = workspace.root.join("public");
    for path in files_below(&public)? {
        let address = path.to_string_lossy().replace('\\', "/");
        if address != SERVICE_WORKER {
            files.add(&address, read(&public.join(path))?);
        }
    }
    let css = files.add_hashed("canbo", "css", style.as_bytes().to_vec());
    let app_wasm = files.add_hashed("app", "wasm", programs.app.code.clone());
    let worker_wasm = files.add_hashed("worker", "wasm", programs.worker.code.clone());
    let worker_js = files.add_hashed("worker", "js", worker_script(programs).into_bytes());
    let parts: BTreeMap<&str, String> = programs
        .app
        .parts
        .iter()
        .map(|(name, code)| (name.as_str(), files.add_hashed(name, "wasm", code.clone())))
        .collect();
    let source = FROM_SITE
        .replace("%app_wasm%", &app_wasm)
        .replace("%parts%", &serde_json::json!(parts).to_string())
        .replace("%worker_js%", &worker_js)
        .replace("%worker_wasm%", &worker_wasm);
    let script = [programs.app.glue.as_str(), &source, START].join("\n");
    let app_js = files.add_hashed("app", "js", script.into_bytes());

    // The code is asked for beside the script, not after it.
    let head = format!(
        r#"<link rel="manifest" href="manifest.webmanifest">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="icon-192.png">
<link rel="stylesheet" href="{css}">
<link rel="preload" href="{app_wasm}" as="fetch" type="application/wasm" crossorigin>"#
    );
    let scripts = format!("<script>{GUARD}</script>\n<script defer src=\"{app_js}\"></script>");
    let policy = of_site(&[inline_script(GUARD)?], &template.styles());
    let page = template.fill(&policy, &head, &scripts)?.into_bytes();
    files.add("index.html", page);

    let service_worker = files.service_worker(&read_text(&public.join(SERVICE_WORKER))?);
    files.add(SERVICE_WORKER, service_worker.into_bytes());
    for (address, content) in files.0 {
        write(&site.join(address), &content)?;
    }
    Ok(())
}

/// The site's files as (address, content).
#[derive(Default)]
struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    fn add(&mut self, address: &str, content: Vec<u8>) {
        self.0.push((address.to_owned(), content));
    }

    /// Adds a file whose name changes with its content, so that no cache mixes two versions;
    /// returns its address.
    fn add_hashed(&mut self, name: &str, extension: &str, content: Vec<u8>) -> String {
        let address = format!("assets/{name}-{}.{extension}", short_hash(&content));
        self.add(&address, content);
        address
    }

    /// The service worker that keeps exactly these files.
    fn service_worker(&self, template: &str) -> String {
        let list: Vec<(&str, String)> = self
            .0
            .iter()
            .map(|(address, content)| {
                let address = if address == "index.html" {
                    "./"
                } else {
                    address
                };
                (address, short_hash(content))
            })
            .collect();
        let list = serde_json::json!(list).to_string();
        let version = short_hash([list.as_str(), template].concat().as_bytes());
        template
            .replace("%version%", &version)
            .replace("%files%", &list)
    }
}

fn write_single_file(
    workspace: &Workspace,
    template: &Template,
    style: &str,
    programs: &Programs,
) -> Outcome {
    let script = [programs.app.glue.as_str(), FROM_SINGLE_FILE, START].join("\n");
    let icon = base64(&read(&workspace.root.join("public/icon.svg"))?);
    let head = format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{style}</style>"
    );
    // The parts stand before the script that unpacks them.
    let mut scripts = vec![
        format!("<script>{GUARD}</script>"),
        packed("app-wasm", &programs.app.code)?,
        packed("worker-js", worker_script(programs).as_bytes())?,
        packed("worker-wasm", &programs.worker.code)?,
    ];
    for (name, code) in &programs.app.parts {
        scripts.push(packed(&format!("part-{name}"), code)?);
    }
    scripts.push(format!("<script>{}</script>", inline_script(&script)?));
    let scripts = scripts.join("\n");
    let mut styles = template.styles();
    styles.push(style);
    let policy = of_single_file(&[inline_script(GUARD)?, &script], &styles);
    let page = template.fill(&policy, &head, &scripts)?;
    write(&workspace.single_file(), page.as_bytes())
}

fn worker_script(programs: &Programs) -> String {
    [programs.worker.glue.as_str(), WORKER].join("\n")
}

/// An element that holds `content` as text which the browser does not run.
fn packed(id: &str, content: &[u8]) -> Outcome<String> {
    Ok(format!(
        r#"<script type="text/plain" id="{id}">{}</script>"#,
        base64(&gzip(content)?)
    ))
}

/// `content` packed with gzip as small as it gets.
pub fn gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .map_err(|error| format!("cannot pack: {error}"))
}
