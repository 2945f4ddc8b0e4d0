export async function demoTickets() {}
