/* ruleset.c - is the ruleset there, and of our version? If not: run nft. */
#define _GNU_SOURCE
#include "driver/linux/ruleset.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/os_linux.h"
#include "driver/linux/ruleset_text.h"

static const struct {
    enum nft_family family;
    const char *const *lines;
    const char *flush, *chain; /* a chain that is empty when somebody flushed the table */
} tables[] = {
    { NFT_INET, ruleset_inet, "flush table inet hcn\n", "h_fwd" },
    { NFT_BRIDGE, ruleset_bridge, "flush table bridge hcn\n", "b_first" },
};

/* ---- looking ---------------------------------------------------------------------------- */

static bool keep_comment(void *context, const struct nlmsghdr *m)
{
    char *comment = context;

    strncat(comment, nft_table_comment(m), 31);
    return true;
}

/* *there: is the table there? Fails when it is, but of another version. */
static bool look(struct hcn_call *c, struct nl_socket *s, enum nft_family family, bool *there)
{
    struct nl_batch b = { .call = c };
    struct nl_refusal r;
    char comment[32] = "";

    nft_put_get_table(&b, family);
    if (!nl_exchange(s, &b, keep_comment, comment, &r))
        return false;
    *there = !r.error;
    if (r.error)
        return r.error == ENOENT || nl_fail(c, &r);
    return !strcmp(comment, ruleset_schema) ||
           fail(c, HCN_WIN32_SERVER_UNAVAILABLE,
                "the nftables table hcn is \"%s\", this version needs \"%s\"", comment,
                ruleset_schema);
}

/* ---- running nft ------------------------------------------------------------------------ */

static const char *const programs[] = { "/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft",
                                        "/usr/local/sbin/nft", "/run/current-system/sw/bin/nft" };

static const char *find_program(void)
{
    for (size_t i = 0; i < COUNT(programs); i++)
        if (access(programs[i], X_OK) == 0)
            return programs[i];
    return NULL;
}

/* A file in memory: unlike a pipe it takes any length, and raises no signal. */
static int file_of(const char *first, const char *const *lines)
{
    int fd = descriptor_keep(memfd_create("hcn", MFD_CLOEXEC));

    if (fd >= 0 && write(fd, first, strlen(first)) < 0)
        return fd; /* nft finds it too short */
    for (; fd >= 0 && *lines; lines++)
        if (write(fd, *lines, strlen(*lines)) < 0)
            break;
    if (fd >= 0)
        (void)lseek(fd, 0, SEEK_SET);
    return fd;
}

/* What the program gets of us: its input, its output, the lock of the store. */
struct files {
    int in, out, lock; /* -1: no lock */
};

static int spawn(const char *program, const struct files *of, pid_t *pid)
{
    char name[] = "nft", flag[] = "-f", file[] = "-", language[] = "LC_ALL=C";
    char *const arguments[] = { name, flag, file, NULL };
    char *const environment[] = { language, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none;
    int error;

    sigemptyset(&none);
    posix_spawnattr_init(&how);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, of->in, 0);
    posix_spawn_file_actions_adddup2(&files, of->out, 1);
    posix_spawn_file_actions_adddup2(&files, of->out, 2);
    if (of->lock >= 0)
        posix_spawn_file_actions_adddup2(&files, of->lock, 3);
    error = posix_spawn(pid, program, &files, &how, arguments, environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return error;
}

/* A program that ignores SIGCHLD has no exit status for us: then what nft said has to do. */
static bool run(struct hcn_call *c, const char *program, const struct files *of)
{
    char said[400] = "";
    int status = 0, error;
    ssize_t got;
    pid_t pid;

    error = spawn(program, of, &pid);
    if (error)
        return fail_errno(c, error, "%s cannot be run", program);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    got = pread(of->out, said, sizeof said - 1, 0);
    if (!status && got <= 0)
        return true;
    said[strcspn(said, "\n")] = '\0';
    return fail(c, strstr(said, "not permitted") ? E_ACCESSDENIED : E_FAIL,
                "%s refused the ruleset: %s", program, said);
}

static bool lay_down(struct hcn_call *c, struct linux_driver *d, const char *first,
                     const char *const *lines)
{
    const struct os_lock_file *lock = d->driver.lock;
    const char *program = find_program();
    const char *const nothing[] = { NULL };
    struct files of = { .lock = lock ? (int)lock->file : -1 };
    bool done;

    if (!program)
        return fail(c, HCN_WIN32_SERVER_UNAVAILABLE,
                    "the program nft is missing: install the package nftables");
    of.in = file_of(first, lines);
    of.out = file_of("", nothing);
    if (of.in < 0 || of.out < 0)
        done = fail_errno(c, errno, "a file in memory cannot be made");
    else
        done = run(c, program, &of);
    if (of.in >= 0)
        close(of.in);
    if (of.out >= 0)
        close(of.out);
    return done;
}

/* ---- both ------------------------------------------------------------------------------- */

enum { TRIES = 20 };

/*
 * When another process was faster, nft says that the table exists, and that is as good; unless a
 * third one, which does not need it any more, has taken it away again.
 */
static bool ensure(struct hcn_call *c, struct linux_driver *d, size_t i, int tries)
{
    struct hcn_call *trial = &(struct hcn_call){ 0 };
    struct nl_socket *s = filter_socket(c, d);
    bool there, done, raced;

    if (!s || !look(c, s, tables[i].family, &there) || there)
        return !failed(c);
    done = lay_down(trial, d, "", tables[i].lines);
    raced = !done && strstr(trial->text, "File exists");
    if (!done && (!raced || !tries))
        fail_as(c, trial);
    call_end(trial);
    return done || (raced && tries && ensure(c, d, i, tries - 1));
}

bool ruleset_ensure(struct hcn_call *c, struct linux_driver *d)
{
    for (size_t i = 0; i < COUNT(tables); i++)
        if (!ensure(c, d, i, TRIES))
            return false;
    return true;
}

/* ---- mending ---------------------------------------------------------------------------- */

static bool see_rule(void *context, const struct nlmsghdr *m)
{
    (void)m;
    *(bool *)context = true;
    return true;
}

static bool has_rules(struct hcn_call *c, struct nl_socket *s, size_t i, bool *out)
{
    struct nl_batch b = { .call = c };
    struct nl_refusal r;

    *out = false;
    nft_put_list_rules(&b, tables[i].family, tables[i].chain);
    return nl_exchange(s, &b, see_rule, out, &r) &&
           (!r.error || r.error == ENOENT || nl_fail(c, &r));
}

bool ruleset_mend(struct hcn_call *c, struct linux_driver *d, bool *mended)
{
    struct nl_socket *s = filter_socket(c, d);

    for (size_t i = 0; i < COUNT(tables); i++) {
        bool whole, there;

        if (!s || !has_rules(c, s, i, &whole))
            return false;
        if (whole)
            continue;
        *mended = true;
        if (!look(c, s, tables[i].family, &there))
            return false;
        if (there && !lay_down(c, d, tables[i].flush, tables[i].lines + 1))
            return false;
    }
    return !*mended || ruleset_ensure(c, d);
}

/* ---- leaving ---------------------------------------------------------------------------- */

static bool keep_generation(void *context, const struct nlmsghdr *m)
{
    uint32_t *generation = context;

    if (!*generation)
        *generation = nft_generation(m);
    return true;
}

static void see_tag(void *context, const char *tag)
{
    bool *used = context;

    (void)tag;
    *used = true;
}

static bool see_elements(void *context, const struct nlmsghdr *m)
{
    nft_each_tag(m, see_tag, context);
    return true;
}

/* Is there an element in any set? Somebody else's keeps the tables too. */
static bool is_used(struct hcn_call *c, struct nl_socket *s)
{
    bool used = false;

    for (size_t i = 0; i < ruleset_set_count && !used; i++) {
        struct nl_batch b = { .call = c };
        struct nl_refusal r;

        nft_put_list(&b, ruleset_sets[i].family, ruleset_sets[i].name);
        if (!nl_exchange(s, &b, see_elements, &used, &r) || (r.error && r.error != ENOENT))
            return true;
    }
    return used;
}

static bool delete_tables(struct hcn_call *c, struct nl_socket *s, uint32_t generation)
{
    struct nl_batch b = { .call = c };
    struct nl_refusal r;

    nft_put_begin_at(&b, generation);
    for (size_t i = 0; i < COUNT(tables); i++) {
        bool there;

        if (!look(c, s, tables[i].family, &there))
            return false;
        if (there)
            nft_put_delete_table(&b, tables[i].family);
    }
    nft_put_end(&b);
    return b.count == 2 || nl_exchange(s, &b, NULL, NULL, &r);
}

void ruleset_drop_unused(struct nl_socket *s)
{
    struct hcn_call *trial = &(struct hcn_call){ 0 };
    struct nl_batch b = { .call = trial };
    uint32_t generation = 0;

    nft_put_get_generation(&b);
    if (nl_ask(s, &b, keep_generation, &generation) && generation && !is_used(trial, s))
        (void)delete_tables(trial, s, generation);
    call_end(trial);
}
