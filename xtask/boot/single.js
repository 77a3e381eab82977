// Where the single file's parts come from: texts inside it, packed with gzip and base64.
const source = (() => {
  const unpack = async (id) => {
    const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (c) => c.charCodeAt(0));
    // Fed by hand: WebKit cannot read a Blob's stream on file://.
    const gunzip = new DecompressionStream("gzip");
    const writer = gunzip.writable.getWriter();
    writer.write(packed).catch(() => {}); // the reader reports the same error
    writer.close().catch(() => {});
    return new Response(gunzip.readable).arrayBuffer();
  };
  return {
    app: () => unpack("app-wasm"),
    part: (name) => unpack(`part-${name}`),
    worker: async () => ({
      script: new TextDecoder().decode(await unpack("worker-js")),
      code: new Uint8Array(await unpack("worker-wasm")),
    }),
  };
})();
