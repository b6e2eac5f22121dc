/** `kit/kit.css`. */
export const style = `:root {
  color-scheme: light dark;
  font: 1rem/1.55 system-ui, sans-serif;
  color: light-dark(#16191b, #f1f3f3);
  background: light-dark(#fff, #16191b);
}
body {
  margin: 0;
}
main {
  max-width: 60rem;
  margin: 0 auto;
  padding: 2rem 1.25rem 4rem;
}
h1 {
  font-size: 1.9rem;
  line-height: 1.2;
}
h2 {
  margin: 2.75rem 0 0.5rem;
  font-size: 1.3rem;
}
a {
  color: light-dark(#0a5c6b, #86d3df);
}
p,
li {
  max-width: 46rem;
}
pre {
  margin: 0.75rem 0;
  padding: 0.875rem 1rem;
  border-radius: 0.5rem;
  background: light-dark(#eef2f2, #23292b);
  font: 0.85rem/1.5 ui-monospace, monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  user-select: all;
}
table {
  width: 100%;
  border-collapse: collapse;
  font-size: 0.92rem;
}
th,
td {
  padding: 0.5rem 1rem 0.5rem 0;
  border-bottom: 1px solid light-dark(#d5dada, #3a4144);
  text-align: start;
  vertical-align: top;
}
small {
  display: block;
  overflow-wrap: anywhere;
  font: 0.72rem/1.4 ui-monospace, monospace;
  color: light-dark(#50585b, #b4bcbe);
}
@media (max-width: 40rem) {
  tr:first-child {
    display: none;
  }
  tr,
  td {
    display: block;
    border: 0;
    padding: 0.15rem 0;
  }
  tr {
    padding: 0.75rem 0;
    border-bottom: 1px solid light-dark(#d5dada, #3a4144);
  }
}
`;
