export { CameraScan } from './camera-scan.tsx';
export { useCodeReading } from './reading.ts';
export { ScanField } from './scan-field.tsx';
export { type AtWindow, keepDevice, TerminalPick, useDevice, useWindowTerminal } from './terminal.tsx';
