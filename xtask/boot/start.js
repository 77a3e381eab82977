// Follows the app's glue and a `source` of its parts (site.js or single.js).
(() => {
  let workerParts = null;

  // Resolves to a started worker that waits for its one request; rejects when it cannot load.
  // The worker is made from a Blob in both builds: so it inherits this page's security policy,
  // which a worker with an address of its own would not.
  globalThis.__canboWorker = async () => {
    workerParts ??= source.worker().catch((error) => {
      workerParts = null; // the next attempt may find the network back
      throw error;
    });
    const { script, code } = await workerParts;
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(address);
    const ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) =>
        data.failed === undefined ? resolve(worker) : reject(new Error(data.failed));
      worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
    });
    const copy = code.slice();
    worker.postMessage(copy, [copy.buffer]);
    try {
      return await ready;
    } catch (error) {
      worker.terminate();
      throw error;
    } finally {
      worker.onmessage = null;
      worker.onerror = null;
      URL.revokeObjectURL(address);
    }
  };

  source
    .app()
    .then((code) => wasm_bindgen({ module_or_path: code }))
    .then(__canboStarted, __canboFailStart);
})();
