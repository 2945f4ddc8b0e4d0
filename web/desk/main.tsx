import '#ui/kit/kit.css';
import 'antd/dist/antd.css';
import './desk.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from '#ui/api';
import { Desk } from './desk.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502) },
  },
});

// Zero runtime: antd's styles come as one file, so that the page needs no inline style.
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ConfigProvider locale={zhCN} theme={{ zeroRuntime: true }}>
        <AntApp>
          <Desk />
        </AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  </StrictMode>,
);
