/** The colours of all pages, in both schemes. Text keeps a contrast of at least 4.5:1, edges of fields 3:1. */
export const PALETTE = `:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f5f6f8; --text: #1c2024; --quiet: #57606c; --line: #dfe3e8; --edge: #7f8894;
  --accent: #0a58a8; --on-accent: #ffffff; --tint: #eef5fc;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --raised: #1d2126; --text: #e4e7ea; --quiet: #a0aab6; --line: #30363d; --edge: #7b8592;
    --accent: #7cb8f5; --on-accent: #10151a; --tint: #1a2634;
  }
}
`;
