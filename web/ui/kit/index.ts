export { Banner, Button, Choices, Dialog, Empty, ErrorSummary, Failed, Field, Loading, type ShownFault, Tag, useTitle, useToast } from './kit.tsx';
