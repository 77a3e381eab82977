// Where the static site's parts come from: its own files, by their hashed names.
const source = (() => {
  const parts = %parts%;
  const get = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
    return answer;
  };
  return {
    app: () => get("%app_wasm%"),
    part: (name) => get(parts[name]).then((answer) => answer.arrayBuffer()),
    worker: async () => {
      const [script, code] = await Promise.all([
        get("%worker_js%").then((answer) => answer.text()),
        get("%worker_wasm%").then((answer) => answer.arrayBuffer()),
      ]);
      return { script, code: new Uint8Array(code) };
    },
  };
})();

// The service worker keeps the site's files for work without a network; it never sees any data.
if ("serviceWorker" in navigator) {
  let accepted = false;
  const offer = (apply) => {
    globalThis.__canboUpdate = apply;
    globalThis.dispatchEvent(new Event("canbo:update"));
  };
  const watch = (registration) => {
    const check = () => {
      const { waiting } = registration;
      // Without a controller this is the first visit: nothing older is on show.
      if (!waiting || !navigator.serviceWorker.controller) return;
      offer(() => {
        accepted = true;
        waiting.postMessage("activate");
      });
    };
    const follow = () => registration.installing?.addEventListener("statechange", check);
    check();
    follow();
    registration.addEventListener("updatefound", follow);
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) registration.update().catch(() => {});
    });
  };
  const first = !navigator.serviceWorker.controller;
  let controlled = !first;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
    // Another tab took the new version: this one goes on with the old until its user agrees.
    else if (controlled) offer(() => location.reload());
    controlled = true;
  });
  navigator.serviceWorker.ready.then(() => {
    document.documentElement.dataset.offline = "ready";
    globalThis.dispatchEvent(new Event("canbo:offline-ready"));
  });
  addEventListener("load", () => {
    navigator.serviceWorker
      .register("service-worker.js", { updateViaCache: "none" })
      .then(watch)
      .catch((error) => console.warn("no work offline:", error));
  });
}
