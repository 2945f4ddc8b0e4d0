export { Banner, Button, Choices, Dialog, Empty, ErrorSummary, Failed, Field, Loading, type ShownFault, Tag, Turn, useTitle, useToast } from './kit.tsx';
