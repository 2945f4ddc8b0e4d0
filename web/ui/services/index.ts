export { Services, ServicesOffered, useServices } from './services.tsx';
