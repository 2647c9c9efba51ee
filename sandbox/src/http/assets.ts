import {Hono} from 'hono';
import type {Catalog} from '../catalog/index.js';
import {iconPath} from '../catalog/record.js';
import {styleSheet} from './style.js';
import {STYLE_PATH} from './pages.js';

/** Pictures are shown by pages of other origins, and never run anything. */
const pictureHeaders = {
  'Content-Type': 'image/svg+xml',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cache-Control': 'public, max-age=3600',
  'X-Content-Type-Options': 'nosniff',
};

const svg = (content: string, size = 48) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 48 48">${content}</svg>`;

const tile = (color: string, shapes: string) =>
  svg(`<rect width="48" height="48" rx="10" fill="${color}"/>${shapes}`);

const placeholder = tile(
  '#6b7280',
  '<path d="M16 16h16v16H16z" fill="none" stroke="#fff" stroke-width="3"/>',
);

/** Pictures of an imaginary installer, for the instructions before a sign-in. */
const instruction = (title: string, button: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320" viewBox="0 0 640 320" font-family="sans-serif">
<rect width="640" height="320" fill="#e8edf3"/><rect x="60" y="40" width="520" height="240" rx="12" fill="#fff" stroke="#c3ccd6"/>
<text x="92" y="92" font-size="22" font-weight="700" fill="#1c2128">${title}</text>
<circle cx="104" cy="136" r="9" fill="none" stroke="#57606a" stroke-width="2"/><text x="126" y="142" font-size="16" fill="#57606a">Install for administrators only</text>
<circle cx="104" cy="172" r="9" fill="none" stroke="#1f5fbf" stroke-width="2"/><circle cx="104" cy="172" r="5" fill="#1f5fbf"/><text x="126" y="178" font-size="16" fill="#1c2128">Install for all users</text>
<rect x="92" y="212" width="220" height="44" rx="8" fill="#1f5fbf"/><text x="202" y="240" font-size="16" font-weight="700" fill="#fff" text-anchor="middle">${button}</text></svg>`;

const images: Record<string, string> = {
  'salesforce-install-package': instruction('Install the package', 'Install'),
  'salesforce-install-app-default': instruction('Get the app', 'Get It Now'),
  'salesforce-install-app-sandbox': instruction('Get the app for a sandbox', 'Install in Sandbox'),
};

/** Style sheet and pictures, the same on both origins. */
export function createAssetRoutes(catalog: Catalog): Hono {
  const app = new Hono();
  const icons = new Map(catalog.all.map((entry) => [iconPath(entry), tile(entry.brandColor, entry.icon)]));

  app.get(STYLE_PATH, (c) =>
    c.body(styleSheet, 200, {'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-cache'}),
  );
  app.get('/_assets/icon.svg', (c) =>
    c.body(
      tile(
        '#1f5fbf',
        '<path d="M14 34V14h12a7 7 0 0 1 0 14H20" fill="none" stroke="#fff" stroke-width="5"/>',
      ),
      200,
      pictureHeaders,
    ),
  );
  app.get('/integrations/:file', (c) => {
    const icon = icons.get(c.req.path);
    return icon ? c.body(icon, 200, pictureHeaders) : c.notFound();
  });
  app.get('/images/icons/byo-placeholder.svg', (c) => c.body(placeholder, 200, pictureHeaders));
  app.get('/images/:file{[a-z-]+\\.png}', (c) => {
    const name = c.req.param('file').slice(0, -4);
    const image = Object.hasOwn(images, name) ? images[name] : undefined;
    // Drawn, so that the file stays readable in the source; browsers go by the content type.
    return image ? c.body(image, 200, pictureHeaders) : c.notFound();
  });
  return app;
}
