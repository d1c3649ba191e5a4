/* resolver.c - resolv.conf: the machine's, to be read, and those of namespaces, to be written. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/ip.h"
#include "base/os_linux.h"
#include "base/text.h"
#include "driver/linux/look.h"
#include "driver/linux/where.h"

/* `ip netns exec` shows the first to programs; where it cannot be written, the second is tried. */
static const char *const roots[] = { "/etc/netns", "/run/hcn" };

/* Where named namespaces are: only those have a file of their own under /etc/netns. */
static const char *const named[] = { "/run/netns/", "/var/run/netns/" };

static const char file[] = "/resolv.conf";

/* ---- names ------------------------------------------------------------------------------ */

/* The name after "/run/netns/", or NULL. */
static const char *name_of(const char *path)
{
    for (size_t i = 0; i < COUNT(named); i++)
        if (!strncmp(path, named[i], strlen(named[i])) && !strchr(path + strlen(named[i]), '/'))
            return path + strlen(named[i]);
    return NULL;
}

/* The same, or the whole path with dashes. */
static const char *folder_of(struct hcn_call *c, const char *path)
{
    const char *name = name_of(path);
    char *folder =
        name ? call_text(c, name, strlen(name)) : call_text(c, path + 1, strlen(path + 1));

    for (char *p = folder; p && *p; p++)
        if (*p == '/')
            *p = '-';
    return folder;
}

/* How a file of ours begins: "# hcn 0123abcd-...". */
static const char *mark_of(struct hcn_call *c, const char *folder)
{
    return call_format(c, "# hcn %s\n", !strncmp(folder, "hcn-", 4) ? folder + 4 : folder);
}

/* ---- files ------------------------------------------------------------------------------ */

static bool begins_with(const char *path, const char *mark)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    char text[512];
    ssize_t got;

    if (fd < 0)
        return false;
    got = read(fd, text, sizeof text);
    close(fd);
    return got >= (ssize_t)strlen(mark) && !memcmp(text, mark, strlen(mark));
}

static bool is_there(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0;
}

/* All of it, or no file. */
static int write_all(int fd, const char *text)
{
    size_t length = strlen(text);
    ssize_t wrote = fd < 0 ? -1 : write(fd, text, length);
    int error = wrote < 0 ? errno : (size_t)wrote == length ? 0 : ENOSPC;

    if (!error && fchmod(fd, 0644) < 0)
        error = errno;
    if (fd >= 0)
        close(fd);
    return error;
}

/* Beside the file first, so that nobody reads half of it. */
static int replace(struct hcn_call *c, const char *path, const char *text)
{
    char *beside = call_format(c, "%s.XXXXXX", path);
    int fd, error;

    if (!beside)
        return ENOMEM;
    fd = descriptor_keep(mkostemp(beside, O_CLOEXEC));
    error = write_all(fd, text);
    if (!error && rename(beside, path) < 0)
        error = errno;
    if (error && fd >= 0)
        unlink(beside);
    return error;
}

/* ---- writing ---------------------------------------------------------------------------- */

static void print_line(struct buffer *b, const char *word, const char *const *at, size_t count)
{
    buffer_text(b, count ? word : "");
    for (size_t i = 0; i < count; i++)
        buffer_format(b, " %s", at[i]);
    buffer_text(b, count ? "\n" : "");
}

/* A domain alone is what is searched: the old "domain" line means the same. */
static const char *print(struct hcn_call *c, const struct step *s, const char *mark)
{
    struct buffer b = { .call = c };
    const char *domain = s->domain;

    buffer_text(&b, mark);
    for (size_t i = 0; i < s->servers.count; i++)
        buffer_format(&b, "nameserver %s\n", s->servers.at[i]);
    if (s->search.count)
        print_line(&b, "search", s->search.at, s->search.count);
    else if (!text_empty(domain))
        print_line(&b, "search", &domain, 1);
    print_line(&b, "options", s->options.at, s->options.count);
    return buffer_end(&b);
}

struct writing {
    const char *folder, *mark, *text;
};

/* Tries one root. */
static bool put(struct hcn_call *c, const char *root, const struct writing *w)
{
    const char *directory = call_format(c, "%s/%s", root, w->folder);
    const char *path = call_format(c, "%s/%s%s", root, w->folder, file);
    int error;

    if (!directory || !path)
        return false;
    if (is_there(path) && !begins_with(path, w->mark))
        return true; /* somebody else's: it stays, and serves */
    if (!where_make(c, directory, 0755))
        return false;
    error = replace(c, path, w->text);
    return !error || fail_errno(c, error, "%s cannot be written", path);
}

/* What goes wrong under /etc is not told: /run is tried next. */
static bool put_named(const struct writing *w)
{
    struct hcn_call *c = &(struct hcn_call){ 0 };
    bool done = put(c, roots[0], w);

    call_end(c);
    return done;
}

bool resolver_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    struct writing w = { .folder = folder_of(c, s->path) };

    (void)d;
    w.mark = w.folder ? mark_of(c, w.folder) : NULL;
    w.text = w.mark ? print(c, s, w.mark) : NULL;
    return w.text && ((name_of(s->path) && put_named(&w)) || put(c, roots[1], &w));
}

/* The folders go with the file, unless something else is in them. */
bool resolver_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *folder = folder_of(c, s->path), *mark = folder ? mark_of(c, folder) : NULL;

    (void)d;
    for (size_t i = 0; mark && i < COUNT(roots); i++) {
        const char *path = call_format(c, "%s/%s%s", roots[i], folder, file);

        if (!path || !begins_with(path, mark))
            continue;
        if (unlink(path) < 0 && errno != ENOENT)
            return fail_errno(c, errno, "%s cannot be removed", path);
        path = where_directory(c, path);
        if (path && rmdir(path) == 0)
            (void)rmdir(roots[i]);
    }
    return !failed(c);
}

/* ---- reading ---------------------------------------------------------------------------- */

static bool keep(struct hcn_call *c, struct texts *list, const char *word)
{
    const char **place = call_append(c, &list->at, &list->count, sizeof *place);

    return place && (*place = call_text(c, word, strlen(word)));
}

static bool keep_all(struct hcn_call *c, struct texts *list, char **rest)
{
    for (char *word; (word = strtok_r(NULL, " \t\n", rest));)
        if (!keep(c, list, word))
            return false;
    return true;
}

/* As resolv.conf(5) has it: of several search lines the last one counts. */
static bool read_line(struct hcn_call *c, char *line, struct resolver *out)
{
    char *rest, *word = strtok_r(line, " \t\n", &rest), *value;

    if (!word || *word == '#' || *word == ';')
        return true;
    if (!strcmp(word, "nameserver")) {
        value = strtok_r(NULL, " \t\n", &rest);
        return !value || keep(c, &out->servers, value);
    }
    if (!strcmp(word, "options"))
        return keep_all(c, &out->options, &rest);
    if (strcmp(word, "search") != 0 && strcmp(word, "domain") != 0)
        return true;
    out->search = (struct texts){ 0 };
    return keep_all(c, &out->search, &rest);
}

static bool is_loopback(const struct ip *ip)
{
    static const uint8_t none[16], one[16] = { [15] = 1 };

    if (ip->family == 4)
        return ip->bytes[0] == 127 || !memcmp(ip->bytes, none, 4);
    return !memcmp(ip->bytes, none, 16) || !memcmp(ip->bytes, one, 16);
}

/* Of the host, a container reaches neither its loopback nor a link-local address, %zone and all. */
static bool is_reachable(const char *server)
{
    struct ip ip;

    return ip_parse(server, &ip) && !is_loopback(&ip) &&
           !(ip.family == 6 && ip.bytes[0] == 0xfe && (ip.bytes[1] & 0xc0) == 0x80);
}

static void drop_unreachable(struct texts *servers)
{
    size_t kept = 0;

    for (size_t i = 0; i < servers->count; i++)
        if (is_reachable(servers->at[i]))
            servers->at[kept++] = servers->at[i];
    servers->count = kept;
}

/* A machine without the file has no resolver, which is not a failure. */
static bool read_file(struct hcn_call *c, const char *path, struct resolver *out)
{
    FILE *f = fopen(path, "re");
    char line[1024];
    bool done = true;

    *out = (struct resolver){ 0 };
    while (f && done && fgets(line, sizeof line, f))
        done = read_line(c, line, out);
    if (f)
        fclose(f);
    return done;
}

/* Where a server of the machine's own answers at its loopback, the ones behind it stand here. */
static const char *const behind[] = { "/run/systemd/resolve/resolv.conf",
                                      "/run/NetworkManager/no-stub-resolv.conf" };

bool look_resolver(struct hcn_call *c, struct driver *d, struct resolver *out)
{
    struct resolver other;
    bool stub;

    (void)d;
    if (!read_file(c, "/etc/resolv.conf", out))
        return false;
    stub = out->servers.count > 0;
    drop_unreachable(&out->servers);
    for (size_t i = 0; stub && !out->servers.count && i < COUNT(behind); i++) {
        if (!read_file(c, behind[i], &other))
            return false;
        drop_unreachable(&other.servers);
        if (other.servers.count)
            *out = other;
    }
    return true;
}
