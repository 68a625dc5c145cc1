import { defineConfig } from "vite";

// Relative addresses, so that the page works wherever it is mounted. The API of a running desk is
// reached through the proxy while developing: `sayso serve` in one shell, `npx vite` in another.
export default defineConfig({
  base: "./",
  publicDir: "dist",
  build: {
    outDir: "../src/sayso/web/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1400,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8750" } },
});
