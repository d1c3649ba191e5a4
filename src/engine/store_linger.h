/*
 * store_linger.h - connections to the store that keep a read lock for a moment. For store*.c alone.
 */
#ifndef ENGINE_STORE_LINGER_H
#define ENGINE_STORE_LINGER_H

/* The name of the VFS of SQLite whose connections do so; NULL: it cannot be had. */
const char *linger_vfs(void);

/* The VFS that the store is opened with on this system; NULL: SQLite's own. */
const char *store_vfs(void);

#endif
