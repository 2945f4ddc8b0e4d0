import '../ui/kit/kit.css';
import './portal.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from '#ui/api';
import { Portal } from './portal.tsx';

const client = new QueryClient({
  defaultOptions: {
    // Without a line a request fails at once and the page says so; nothing waits in silence to be sent later.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // A refusal stays a refusal; a broken line is worth another try.
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502),
    },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Portal />
    </QueryClientProvider>
  </StrictMode>,
);
