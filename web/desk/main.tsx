import '../ui/kit/kit.css';
import './desk.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale/index.js';
import * as zhCN from 'antd/locale/zh_CN.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from '#ui/api';
import { Desk } from './desk.tsx';
import { giveStylesTheNonce } from './style-nonce.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502),
    },
  },
});

// antd makes its styles while running; the page's security policy lets in those that carry the nonce of this response.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
giveStylesTheNonce(nonce);
// The package is CommonJS: bundlers and types see its default export differently.
const locale = ((zhCN as { default?: unknown }).default ?? zhCN) as Locale;

const theme = {
  token: {
    colorPrimary: '#0b5f8a',
    colorInfo: '#0b5f8a',
    colorLink: '#0b5f8a',
    // The lighter one that comes of it is too pale to be read on grey.
    colorLinkHover: '#084a6c',
    colorError: '#b3261e',
    // The library would mix murky grounds from these dark colours.
    colorInfoBg: '#e4f0f6',
    colorInfoBorder: '#a9cde0',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#f0b4b0',
    // What is chosen (rows, options): light enough for small grey text on it.
    controlItemBgActive: '#e4f0f6',
    controlItemBgActiveHover: '#d9eaf3',
    colorTextDescription: '#5c6a75',
    colorTextPlaceholder: '#62707b',
    borderRadius: 6,
    fontSize: 14,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
};

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ConfigProvider locale={locale} theme={theme} csp={{ nonce }}>
        <AntApp>
          <Desk />
        </AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  </StrictMode>,
);
