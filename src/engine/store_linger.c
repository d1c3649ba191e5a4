/*
 * store_linger.c - a read lock that is kept for a moment after the read.
 *
 * Each read in WAL mode locks a byte of the wal-index, a read mark, and unlocks it again. Where
 * both ask another process (Wine's server, 45 to 70 us when it has to be woken on an idle
 * processor), they cost more than all the rest of a short read. So a connection that reads time and
 * again keeps the shared lock that SQLite gave back, and has it when SQLite wants the same one for
 * its next read. To everybody else that is a reader who takes his time; whether something was
 * written, and which mark stands for it, SQLite finds out at each read as ever. The lock is let go
 * when SQLite wants another mark, or a mark for itself alone, when the connection is closed, and 20
 * to 40 ms after the last read: by a thread that is there only while many reads follow each other.
 *
 * What is behind a mark that is held cannot be moved out of the log. So nothing lingers while
 * others write, and there are breaks: by the clock, and thus in all processes at once.
 *
 * The locks of the wal-index: https://sqlite.org/walformat.html, section 2.3.
 */
#include "engine/store_linger.h"

#include <sqlite3.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/os.h"
#include "base/os_worker.h"

enum {
    READ_MARKS = 3,    /* the first lock that is a read mark: all from there on are */
    SOON_US = 2000,    /* a read that ends so soon after the one before belongs to it */
    MANY = 32,         /* so many of those, and more will follow */
    QUIET_US = 100000, /* so long nothing may have been written */
    LINGER_US = 20000,
    BREAK_US = 5000
};

struct linger {
    const sqlite3_io_methods *real;
    sqlite3_io_methods methods; /* what `file` has in their place */
    sqlite3_file *file;
    unsigned users; /* the connection, and the thread */

    struct os_mutex mutex; /* over what follows, and `users` */
    int mark;              /* the lock that is held; -1: none */
    bool wanted;           /* by SQLite; else it lingers */
    bool watched;          /* by a thread */
    int before;            /* the mark of the read before */
    unsigned row;          /* so many reads belong to each other */
    uint64_t last;         /* when SQLite gave the lock back, */
    uint64_t moved;        /* and when there was another mark: somebody had written */
};

static struct linger *linger_of(const sqlite3_file *file)
{
    return (struct linger *)((char *)file->pMethods - offsetof(struct linger, methods));
}

static void leave(struct linger *l)
{
    bool last;

    os_lock(&l->mutex);
    last = !--l->users;
    os_unlock(&l->mutex);
    if (!last)
        return;
    os_mutex_close(&l->mutex);
    memory_free(l);
}

/* ---- under the mutex ---------------------------------------------------------------------- */

static int ask(const struct linger *l, int first, int count, int flags)
{
    return l->real->xShmLock(l->file, first, count, flags);
}

static void let_go(struct linger *l)
{
    if (l->mark < 0 || l->wanted)
        return;
    (void)ask(l, l->mark, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
    l->mark = -1;
}

static void watch(void *context)
{
    struct linger *l = context;

    os_lock(&l->mutex);
    while (l->mark >= 0) {
        if (!l->wanted && os_clock() - l->last >= LINGER_US) {
            let_go(l);
            break;
        }
        os_unlock(&l->mutex);
        os_pause(LINGER_US);
        os_lock(&l->mutex);
    }
    l->watched = false;
    os_unlock(&l->mutex);
    leave(l);
}

/* False: no thread can be had for it. */
static bool begin_watch(struct linger *l)
{
    struct hcn_call c = { 0 };

    if (l->watched)
        return true;
    l->watched = os_worker_start(&c, watch, l);
    if (l->watched)
        l->users++;
    else
        l->row = 0; /* to be tried again, but not at each read */
    call_end(&c);
    return l->watched;
}

static int take(struct linger *l, int mark)
{
    int code = SQLITE_OK;

    if (mark != l->before)
        l->moved = os_clock();
    l->before = mark;
    if (l->mark != mark) {
        let_go(l);
        code = ask(l, mark, 1, SQLITE_SHM_LOCK | SQLITE_SHM_SHARED);
        if (code || l->mark >= 0)
            return code;
    }
    l->mark = mark;
    l->wanted = true;
    return SQLITE_OK;
}

/* Is this the time for it to linger? */
static bool lingers(struct linger *l, uint64_t now)
{
    l->row = now - l->last <= SOON_US && now - l->moved > QUIET_US ? l->row + 1 : 0;
    return l->row >= MANY && now % (LINGER_US + BREAK_US) >= BREAK_US;
}

static int give(struct linger *l, int mark)
{
    const uint64_t now = os_clock();

    if (l->mark != mark)
        return ask(l, mark, 1, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
    l->wanted = false;
    if (!lingers(l, now) || !begin_watch(l))
        let_go(l);
    l->last = now;
    return SQLITE_OK;
}

/* A mark is taken alone to be moved to what was written last, all of them to begin the log anew. */
static int other(struct linger *l, int first, int count, int flags)
{
    if (first + count > READ_MARKS && flags & SQLITE_SHM_LOCK)
        l->moved = os_clock();
    if (first <= l->mark && l->mark < first + count)
        let_go(l);
    return ask(l, first, count, flags);
}

/* ---- what SQLite calls -------------------------------------------------------------------- */

static int shm_lock(sqlite3_file *file, int first, int count, int flags)
{
    struct linger *l = linger_of(file);
    int code;

    os_lock(&l->mutex);
    if (!(flags & SQLITE_SHM_SHARED) || first < READ_MARKS)
        code = other(l, first, count, flags);
    else
        code = flags & SQLITE_SHM_LOCK ? take(l, first) : give(l, first);
    os_unlock(&l->mutex);
    return code;
}

/* What SQLite itself still holds goes with the memory. */
static int shm_unmap(sqlite3_file *file, int delete_it)
{
    struct linger *l = linger_of(file);

    os_lock(&l->mutex);
    let_go(l);
    l->mark = -1;
    os_unlock(&l->mutex);
    return l->real->xShmUnmap(file, delete_it);
}

static int close_file(sqlite3_file *file)
{
    struct linger *l = linger_of(file);

    file->pMethods = l->real;
    leave(l);
    return file->pMethods->xClose(file);
}

/* ---- opening ------------------------------------------------------------------------------ */

/* A connection that finds no memory for this does without. */
static void linger_on(sqlite3_file *file)
{
    struct linger *l = memory_new(sizeof *l);

    if (!l)
        return;
    *l = (struct linger){
        .real = file->pMethods, .methods = *file->pMethods, .file = file, .users = 1, .mark = -1
    };
    if (!os_mutex_open(&l->mutex)) {
        memory_free(l);
        return;
    }
    l->methods.xClose = close_file;
    l->methods.xShmLock = shm_lock;
    l->methods.xShmUnmap = shm_unmap;
    file->pMethods = &l->methods;
}

/* SQLite's own, and ours, which differs in how a file is opened. Written once. */
static sqlite3_vfs real, ours;

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    const int code = real.xOpen(vfs, name, file, flags, out);

    if (!code && flags & SQLITE_OPEN_MAIN_DB && file->pMethods->iVersion >= 2 &&
        file->pMethods->xShmLock)
        linger_on(file);
    return code;
}

const char *linger_vfs(void)
{
    const sqlite3_vfs *found = sqlite3_vfs_find(NULL);

    if (!found)
        return NULL;
    os_lock_process();
    if (!ours.xOpen) {
        real = ours = *found;
        ours.zName = "hcn-linger";
        ours.pNext = NULL;
        ours.xOpen = open_file;
    }
    os_unlock_process();
    return sqlite3_vfs_register(&ours, 0) ? NULL : ours.zName;
}
