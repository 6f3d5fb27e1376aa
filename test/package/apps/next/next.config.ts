import type { NextConfig } from 'next';

// Behind a proxy the pages have another origin than the server.
const config: NextConfig = { allowedDevOrigins: ['shop.example'] };

export default config;
