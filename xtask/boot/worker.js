// Follows the worker's glue. The first message is the worker's code; `main` then sets the handler
// for the request.
self.onmessage = async ({ data }) => {
  self.onmessage = null;
  try {
    await wasm_bindgen({ module_or_path: data });
    self.postMessage({});
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
};
