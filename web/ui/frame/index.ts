export { Frame, faultOf, Trouble, Waits } from './frame.tsx';
