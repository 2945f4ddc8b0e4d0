export { Banner, Button, Choices, Dialog, Empty, ErrorSummary, Failed, Field, Loading, type ShownFault, Tag, useToast } from './kit.tsx';
