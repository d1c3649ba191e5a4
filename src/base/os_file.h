/*
 * os_file.h - a private directory, and a lock between processes: os_file_linux.c or
 * os_file_windows.c answers.
 */
#ifndef BASE_OS_FILE_H
#define BASE_OS_FILE_H

#include "base/call.h"

/* Makes a directory, with those above it, that only its owner may enter. There already: fine. */
bool os_directory(struct hcn_call *c, const char *path);

/* Makes an empty file that only its owner may read; one that is there stays as it is. */
bool os_private_file(struct hcn_call *c, const char *path);

/* A file whose first byte processes lock: a descriptor, or a HANDLE. `{ -1 }` is none. */
struct os_lock_file {
    intptr_t file;
};

bool os_lock_open(struct hcn_call *c, const char *path, struct os_lock_file *out);
void os_lock_close(struct os_lock_file *l);

/*
 * Waits for the lock at most c->timeout milliseconds (0: as long as it takes), then fails with
 * HCN_WIN32_TIMEOUT. The lock goes when the process ends, however it ends.
 */
bool os_lock_take(struct hcn_call *c, struct os_lock_file *l);
void os_lock_give(struct os_lock_file *l);

/* Locks another byte than the first, without waiting; false: somebody has it. */
bool os_lock_byte(struct os_lock_file *l, uint64_t byte);

/* Does anybody but `l` have this byte locked? */
bool os_lock_held(struct os_lock_file *l, uint64_t byte);

/* Writes to it, for those who watch it (os_thread.h). */
void os_lock_touch(struct os_lock_file *l);

#endif
