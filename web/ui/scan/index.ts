export { CameraScan } from './camera-scan.tsx';
export { ScanField } from './scan-field.tsx';
export { type AtWindow, keepDevice, TerminalPick, useDevice, useWindowTerminal } from './terminal.tsx';
