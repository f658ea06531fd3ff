/** A request that names no known operation or carries a value its type cannot hold; `message` is for the client. */
export class UnreadableCall extends Error {}
