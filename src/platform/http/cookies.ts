/** Cookies of the sessions and of the way to the single sign-on and back. */
export const cookieName = '__Host-bancheng';
export const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;
