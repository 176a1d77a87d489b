import { Navigate } from '@tanstack/react-router'

/** The address of the login, for who is logged in. */
export const AlreadyIn = () => <Navigate to="/" replace />
