// Keeps every file of the site, so that it opens without a network. It holds code only: no data of
// the office ever passes through it. The build fills in the two values below.
const VERSION = "%version%";
// [address, hash of the content] of every file.
const FILES = %files%;

// Another Canbo at another path of the same host has caches of its own.
const OURS = `canbo ${self.registration.scope} `;
const CACHE = OURS + VERSION;
const key = ([address, hash]) => new URL(`${address}?hash=${hash}`, self.registration.scope).href;
const byAddress = new Map(FILES.map((file) => [new URL(file[0], self.registration.scope).href, key(file)]));

// All or nothing: when one file is missing the installation fails and the old version stays.
self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await Promise.all(FILES.map(async (file) => {
      const unchanged = await caches.match(key(file));
      if (unchanged) return cache.put(key(file), unchanged);
      const address = new URL(file[0], self.registration.scope);
      const answer = await fetch(address, { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${address}: HTTP ${answer.status}`);
      // A redirected answer may not be given to a navigation.
      await cache.put(key(file), answer.redirected ? new Response(answer.body, answer) : answer);
    }));
  })());
});

// The version before stays as well: a tab that still shows it may need one of its files.
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const ours = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
    await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// The page asks for this when its user has accepted the new version.
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  address.hash = "";
  address.search = "";
  if (address.href === new URL("index.html", self.registration.scope).href) {
    address.href = self.registration.scope;
  }
  const known = byAddress.get(address.href);
  if (known) {
    event.respondWith(caches.match(known).then((kept) => kept ?? fetch(request)));
  } else if (address.href.startsWith(self.registration.scope)) {
    // A file of the version before, wanted by a tab that still shows it.
    const kept = caches.match(address.href, { ignoreSearch: true });
    event.respondWith(kept.then((kept) => kept ?? fetch(request)));
  }
});
