import { randomBytes } from 'node:crypto';

/** Text as it stands in HTML, SVG and their attributes. */
export function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}

/** What a page in a webview is made of. Addresses are those of the webview. */
export interface Page {
  title: string;
  style: string;
  script: string;
  /** What the webview may load styles from. */
  source: string;
  body: string;
}

/** A whole page that runs its one script and nothing else. */
export function page({ title, style, script, source, body }: Page, nonce = randomBytes(16).toString('base64')): string {
  const policy = `default-src 'none'; img-src ${source} data:; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escape(style)}">
<title>${escape(title)}</title>
</head>
<body>
${body}
<script nonce="${nonce}" src="${escape(script)}"></script>
</body>
</html>`;
}
