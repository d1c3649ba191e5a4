/* resolver.c - resolv.conf: the machine's, to be read, and those of namespaces, to be written. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
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
#include "driver/linux/tag.h"
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

/* ---- whose ------------------------------------------------------------------------------ */

/* How a file of ours begins, and how one of an older version did: "# hcn 0123abcd-...". */
static const char mark[] = "# hcn:", tag[] = "resolver", old_mark[] = "# hcn ";

/* The first line of a file, or "". */
static void read_first(const char *path, char *out, size_t size)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t got = fd < 0 ? 0 : read(fd, out, size - 1);

    if (fd >= 0)
        close(fd);
    out[got > 0 ? got : 0] = '\0';
    out[strcspn(out, "\n")] = '\0';
}

static bool is_old(const char *line, const char *folder)
{
    return !strncmp(line, old_mark, sizeof old_mark - 1) &&
           !strcmp(line + sizeof old_mark - 1, !strncmp(folder, "hcn-", 4) ? folder + 4 : folder);
}

static bool is_ours(const struct linux_driver *d, const char *path, const char *folder)
{
    char line[512];

    read_first(path, line, sizeof line);
    if (strncmp(line, mark, sizeof mark - 1) != 0)
        return is_old(line, folder);
    return tag_is_ours(d, line + sizeof mark - 1, tag);
}

static bool is_removable(const struct linux_driver *d, const char *path, const char *folder)
{
    char line[512];

    read_first(path, line, sizeof line);
    if (strncmp(line, mark, sizeof mark - 1) != 0)
        return is_old(line, folder) && (!d->undoing || !d->driver.maker.request);
    return tag_is_removable(d, line + sizeof mark - 1, tag);
}

/* ---- files ------------------------------------------------------------------------------ */

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

/*
 * Where a file is on its way, in and out, so that nobody reads half of it. Whoever finds one there
 * knows that its folder, too, was on its way.
 */
static const char *way_of(struct hcn_call *c, const struct linux_driver *d, const char *root)
{
    return call_format(c, "%s/.hcn-%08" PRIx32, root, d->driver.maker.store);
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
static const char *print(struct hcn_call *c, const struct linux_driver *d, const struct step *s)
{
    struct buffer b = { .call = c };
    const char *domain = s->domain;

    buffer_format(&b, "%s%s\n", mark, tag_text(d, tag).s);
    for (size_t i = 0; i < s->servers.count; i++)
        buffer_format(&b, "nameserver %s\n", s->servers.at[i]);
    if (s->search.count)
        print_line(&b, "search", s->search.at, s->search.count);
    else if (!text_empty(domain))
        print_line(&b, "search", &domain, 1);
    print_line(&b, "options", s->options.at, s->options.count);
    return buffer_end(&b);
}

/* One root: /etc/netns or /run/hcn. */
struct place {
    const char *root, *folder, *directory, *path, *way;
};

static bool place_find(struct hcn_call *c, const struct linux_driver *d, const char *root,
                       const char *folder, struct place *out)
{
    *out = (struct place){ .root = root, .folder = folder };
    out->directory = call_format(c, "%s/%s", root, folder);
    out->path = call_format(c, "%s/%s%s", root, folder, file);
    out->way = way_of(c, d, root);
    return out->directory && out->path && out->way;
}

static bool put(struct hcn_call *c, const struct place *p, const char *text)
{
    const int how = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int error;

    if (!where_make(c, p->root, 0755))
        return false;
    error = write_all(descriptor_keep(open(p->way, how, 0600)), text);
    if (!error && where_make(c, p->directory, 0755) && rename(p->way, p->path) < 0)
        error = errno;
    if (error || failed(c)) {
        (void)rmdir(p->directory);
        (void)unlink(p->way);
    }
    return !failed(c) && (!error || fail_errno(c, error, "%s cannot be written", p->path));
}

/* Somebody else's file stays, and serves. */
static bool put_at(struct hcn_call *c, const struct linux_driver *d, const char *root,
                   const char *folder, const char *text)
{
    struct place p;

    return place_find(c, d, root, folder, &p) &&
           ((is_there(p.path) && !is_ours(d, p.path, folder)) || put(c, &p, text));
}

/* What goes wrong under /etc is not told: /run is tried next. */
static bool put_named(const struct linux_driver *d, const char *folder, const char *text)
{
    struct hcn_call *c = &(struct hcn_call){ 0 };
    bool done = put_at(c, d, roots[0], folder, text);

    call_end(c);
    return done;
}

bool resolver_add(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *folder = folder_of(c, s->path), *text = folder ? print(c, d, s) : NULL;

    return text && ((name_of(s->path) && put_named(d, folder, text)) ||
                    put_at(c, d, roots[1], folder, text));
}

/* The folders go with the file, unless something else is in them. */
static bool take_away(struct hcn_call *c, const struct linux_driver *d, const struct place *p)
{
    if (is_removable(d, p->path, p->folder) && rename(p->path, p->way) < 0)
        return fail_errno(c, errno, "%s cannot be removed", p->path);
    if (!is_there(p->way))
        return true;
    (void)rmdir(p->directory);
    if (unlink(p->way) < 0)
        return fail_errno(c, errno, "%s cannot be removed", p->way);
    (void)rmdir(p->root);
    return true;
}

bool resolver_remove(struct hcn_call *c, struct linux_driver *d, const struct step *s)
{
    const char *folder = folder_of(c, s->path);
    struct place p;

    for (size_t i = 0; folder && i < COUNT(roots); i++)
        if (!place_find(c, d, roots[i], folder, &p) || !take_away(c, d, &p))
            return false;
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
