//! A build opened in a browser, with everything that a journey does to it.

use super::Server;
use super::driver::Driver;
use serde_json::{Value, json};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};

/// How long a page may take, on a machine that is busy with something else.
const PATIENCE: Duration = Duration::from_secs(20);

/// The two shapes in which the page is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// `dist/site/`, served on this machine.
    Site,
    /// `dist/canbo.html`, opened from the disk.
    SingleFile,
}

/// A browser with an empty profile of its own, and the page to open in it.
pub struct Stage {
    pub build: Build,
    name: String,
    folder: PathBuf,
    driver: Driver,
    session: Option<WebDriver>,
    server: Option<Server>,
    address: String,
    server_was_stopped: bool,
}

/// Plays `steps` on `build`; afterwards checks that the page asked nothing of the outside world
/// and broke no rule of its own security policy.
///
/// Pictures are left in `target/screenshots/`, one of the end of a failed journey too.
pub fn journey(
    name: &str,
    build: Build,
    steps: impl AsyncFnOnce(&mut Stage) -> WebDriverResult<()>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let mut stage = Stage::set(name, build).await;
        let outcome = caught(steps(&mut stage)).await;
        let failed = !matches!(outcome, Ok(Ok(())));
        if failed {
            stage.picture("failed").await.ok();
        }
        let complaints = stage.complaints().await;
        stage.strike().await;
        match outcome {
            Err(panic) => {
                eprintln!("{name}: the page's complaints: {complaints:#?}");
                resume_unwind(panic)
            }
            Ok(Err(error)) => panic!("{name}: {error}\ncomplaints: {complaints:#?}"),
            Ok(Ok(())) => {
                let complaints = complaints.expect("the logs can be read");
                assert!(complaints.is_empty(), "{name}: {complaints:#?}");
            }
        }
    });
}

#[allow(
    dead_code,
    reason = "the vocabulary of the journeys, whether or not one uses a word today"
)]
impl Stage {
    async fn set(name: &str, build: Build) -> Self {
        let folder = std::env::temp_dir().join(format!("canbo-e2e-{}-{name}", std::process::id()));
        std::fs::create_dir_all(folder.join("downloads")).expect("a folder of our own");
        let dist = dist();
        let (server, address) = match build {
            Build::Site => {
                assert!(
                    dist.join("site").is_dir(),
                    "build first: `cargo xtask build`"
                );
                let server = Server::start(&dist.join("site"), 0).expect("a free port");
                let address = server.address();
                (Some(server), address)
            }
            Build::SingleFile => {
                let file = dist.join("canbo.html");
                assert!(file.is_file(), "build first: `cargo xtask build`");
                (None, file_address(&file))
            }
        };
        let driver = Driver::start();
        let mut stage = Self {
            build,
            name: name.to_owned(),
            folder,
            driver,
            session: None,
            server,
            address,
            server_was_stopped: false,
        };
        stage.start_browser().await;
        stage
    }

    async fn start_browser(&mut self) {
        let capabilities = capabilities(&self.folder).expect("plain capabilities");
        let session = WebDriver::new(&self.driver.address, capabilities)
            .await
            .expect("Chromium starts");
        self.session = Some(session);
        self.desktop().await.expect("a window");
    }

    /// Ends everything, whatever state it is in.
    async fn strike(&mut self) {
        if let Some(session) = self.session.take() {
            session.quit().await.ok();
        }
        self.server = None;
        std::fs::remove_dir_all(&self.folder).ok();
    }

    /// The browser itself, for what this stage has no word for.
    pub fn browser(&self) -> &WebDriver {
        self.session.as_ref().expect("the browser is open")
    }

    /// Opens the page at `route`, such as `#/people`, and waits until it can be used.
    pub async fn open(&self, route: &str) -> WebDriverResult<()> {
        self.browser()
            .goto(format!("{}{route}", self.address))
            .await?;
        self.until_open().await
    }

    /// Loads the page again as its user would, through the service worker where there is one.
    pub async fn reload(&self) -> WebDriverResult<()> {
        self.run("window.__old = true; location.reload()").await?;
        self.until("!window.__old").await?;
        self.until_open().await
    }

    async fn until_open(&self) -> WebDriverResult<()> {
        self.until("document.readyState === 'complete' && !document.getElementById('opening')")
            .await
    }

    /// Closes the browser and opens it again with the same profile, at the page.
    pub async fn restart_browser(&mut self) -> WebDriverResult<()> {
        if let Some(session) = self.session.take() {
            session.quit().await?;
        }
        self.start_browser().await;
        self.open("").await
    }

    /// Waits until the site can do without its server; the single file always can.
    pub async fn until_offline_ready(&self) -> WebDriverResult<()> {
        if self.build == Build::SingleFile {
            return Ok(());
        }
        self.until("document.documentElement.dataset.offline === 'ready' && navigator.serviceWorker.controller")
            .await
    }

    /// Pulls the plug of the server. From here on the site lives on what it kept.
    pub fn stop_server(&mut self) {
        self.server = None;
        self.server_was_stopped = true;
    }

    /// Serves another folder from here on, at a new address.
    pub fn serve(&mut self, folder: &Path) {
        let server = Server::start(folder, 0).expect("a free port");
        self.address = server.address();
        self.server = Some(server);
    }

    /// Where the page is.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A folder of this journey's own, gone afterwards.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The first element that fits `css`, awaited.
    pub async fn find(&self, css: &str) -> WebDriverResult<WebElement> {
        let query = self.browser().query(By::Css(css));
        query
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await
    }

    /// Clicks the first element that fits `css`, brought out from below the bar on top as a person
    /// would.
    pub async fn click(&self, css: &str) -> WebDriverResult<()> {
        let element = self.find(css).await?;
        let show = "arguments[0].scrollIntoView({ block: 'center' })";
        self.browser()
            .execute(show, vec![element.to_json()?])
            .await?;
        element.click().await
    }

    /// What the first element that fits `css` shows.
    pub async fn text(&self, css: &str) -> WebDriverResult<String> {
        self.find(css).await?.text().await
    }

    /// Replaces what stands in a field, as typed by hand.
    pub async fn fill(&self, css: &str, text: &str) -> WebDriverResult<()> {
        let field = self.find(css).await?;
        // Typed over, as a person would: the driver's own clearing leaves the field in between,
        // which the page rightly takes for the wish to empty it.
        let select = "arguments[0].focus(); arguments[0].select()";
        self.browser()
            .execute(select, vec![field.to_json()?])
            .await?;
        field.send_keys(text).await
    }

    /// Chooses files in a file field, hidden or not.
    pub async fn choose_files(&self, css: &str, files: &[PathBuf]) -> WebDriverResult<()> {
        let paths: Vec<String> = files.iter().map(|path| absolute(path)).collect();
        self.find(css).await?.send_keys(paths.join("\n")).await
    }

    /// The one file that the page has handed to its user and whose name begins so, awaited.
    pub async fn downloaded(&self, beginning: &str) -> PathBuf {
        let began = Instant::now();
        loop {
            let files = std::fs::read_dir(self.folder.join("downloads"))
                .into_iter()
                .flatten();
            let found = files.flatten().map(|file| file.path()).find(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                // Chromium writes under another name and renames the file once it is whole.
                name.starts_with(beginning) && !name.ends_with(".crdownload")
            });
            if let Some(path) = found {
                return path;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "{beginning}… was not downloaded"
            );
            pause().await;
        }
    }

    /// The value of a JavaScript expression, a promise's once it is settled.
    pub async fn value(&self, expression: &str) -> WebDriverResult<Value> {
        let script = format!(
            "const done = arguments[0]; \
             (async () => ({expression}))().then(done, (error) => done('error: ' + error));"
        );
        Ok(self
            .browser()
            .execute_async(script, vec![])
            .await?
            .json()
            .clone())
    }

    /// Runs JavaScript statements.
    pub async fn run(&self, script: &str) -> WebDriverResult<()> {
        self.browser().execute(script.to_owned(), vec![]).await?;
        Ok(())
    }

    /// Waits until a JavaScript expression is truthy.
    pub async fn until(&self, expression: &str) -> WebDriverResult<()> {
        let began = Instant::now();
        loop {
            // In the middle of a navigation there is no page to ask.
            if let Ok(answer) = self
                .browser()
                .execute(format!("return Boolean({expression})"), vec![])
                .await
                && answer.json() == &Value::Bool(true)
            {
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                return Err(WebDriverError::Timeout(format!("waited for {expression}")));
            }
            pause().await;
        }
    }

    /// The screen of an office PC.
    pub async fn desktop(&self) -> WebDriverResult<()> {
        self.screen(1366, 768, false).await
    }

    /// The screen of a phone.
    pub async fn phone(&self) -> WebDriverResult<()> {
        self.screen(390, 844, true).await
    }

    async fn screen(&self, width: u32, height: u32, mobile: bool) -> WebDriverResult<()> {
        let tools = self.browser().cdp();
        tools
            .emulation()
            .set_device_metrics_override(width, height, 1.0, mobile)
            .await
    }

    /// Leaves a picture of what the page shows in `target/screenshots/`.
    pub async fn picture(&self, moment: &str) -> WebDriverResult<()> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let file = folder.join(format!("{}-{moment}.png", self.name));
        self.browser().screenshot(&file).await
    }

    /// Leaves pictures of the page at the width of an office PC and of a phone.
    pub async fn pictures(&self, moment: &str) -> WebDriverResult<()> {
        self.phone().await?;
        self.picture(&format!("{moment}-phone")).await?;
        self.desktop().await?;
        self.picture(&format!("{moment}-desktop")).await
    }

    /// Requests to anywhere else, and errors on the console (a breach of the page's security
    /// policy is one), since the last call.
    pub async fn complaints(&self) -> WebDriverResult<Vec<String>> {
        let mut complaints = Vec::new();
        for entry in self.browser().get_log("performance").await? {
            let entry: Value = serde_json::from_str(&entry.message).unwrap_or_default();
            let message = &entry["message"];
            if message["method"] == "Network.requestWillBeSent" {
                let address = message["params"]["request"]["url"].as_str().unwrap_or("?");
                if !self.is_own(address) {
                    complaints.push(format!("asked for {address}"));
                }
            }
        }
        for entry in self.browser().browser_log().await? {
            // That is what offline means.
            let is_refusal = entry.message.contains("ERR_CONNECTION_REFUSED");
            if entry.level == "SEVERE" && !(self.server_was_stopped && is_refusal) {
                complaints.push(entry.message);
            }
        }
        Ok(complaints)
    }

    fn is_own(&self, address: &str) -> bool {
        let inside = ["data:", "blob:", "about:", "chrome:"];
        let own = match self.build {
            Build::Site => address.starts_with(&self.address),
            Build::SingleFile => address.split('#').next() == Some(&self.address),
        };
        own || inside.iter().any(|scheme| address.starts_with(scheme))
    }
}

/// Chromium with its profile and its downloads in `folder`, and with none of its own requests.
fn capabilities(folder: &Path) -> WebDriverResult<thirtyfour::ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    if let Ok(program) = std::env::var("CHROME") {
        capabilities.set_binary(&program)?;
    }
    for argument in [
        "--headless=new",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ] {
        capabilities.add_arg(argument)?;
    }
    if is_root() {
        capabilities.add_arg("--no-sandbox")?;
    }
    let profile = folder.join("profile");
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    capabilities.add_experimental_option(
        "prefs",
        json!({
            "download.default_directory": folder.join("downloads"),
            "download.prompt_for_download": false,
            "profile.default_content_setting_values.automatic_downloads": 1,
        }),
    )?;
    capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    Ok(capabilities)
}

/// Chromium refuses its sandbox to root.
fn is_root() -> bool {
    let id = std::process::Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// Where the build lies.
pub fn dist() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

#[allow(dead_code, reason = "as above")]
fn absolute(path: &Path) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(path)
        .display()
        .to_string()
}

fn file_address(path: &Path) -> String {
    let path = path.display().to_string().replace('\\', "/");
    format!("file:///{}", path.trim_start_matches('/'))
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}

/// The future's result, or its panic, so that the browser can be closed in either case.
async fn caught<T>(steps: impl Future<Output = T>) -> std::thread::Result<T> {
    let mut steps = pin!(steps);
    std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| steps.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}
