export async function demoHelping() {}
