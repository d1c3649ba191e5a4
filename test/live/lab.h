/*
 * lab.h - a machine to try the Linux driver on: fresh user, network and mount namespaces, with a
 * host outside that is reached over an uplink.
 *
 *     outside (10.0.0.9, fd00::9) --- up0 (10.0.0.1, fd00::1) the machine --- networks
 *
 * All sockets are opened in the namespace they belong to and used from one thread.
 */
#ifndef TEST_LIVE_LAB_H
#define TEST_LIVE_LAB_H

#include "../check.h"
#include "base/buffer.h"
#include "driver/driver.h"

#define LAB_OUTSIDE "/run/netns/outside"

struct lab {
    struct hcn_call call;
    struct driver *driver;
};

/*
 * Enters new namespaces and opens a driver there; `bridge_nf` is what net.bridge.bridge-nf-call-*
 * is set to. Fails the test where namespaces are forbidden.
 */
extern const struct maker lab_maker; /* of the driver */
struct lab *lab_open(bool bridge_nf);
void lab_close(struct lab *l);

/* Carry out or undo a step; failing fails the test. */
void lab_take(struct lab *l, const struct step *s);
void lab_remove(struct lab *l, const struct step *s);
void lab_undo(struct lab *l, const struct step *s);

/* The step fails, with this HRESULT and a sentence that has `words` in it. */
void lab_refuse(struct lab *l, const struct step *s, int32_t hresult, const char *words);

/* The driver's inventory, one text. */
const char *lab_inventory(struct lab *l);

/* Runs a command of iproute2 or another program; false: it failed. */
bool lab_run(const char *format, ...) HCN_PRINTF(1, 2);

/* What the command prints, in memory of the lab's call. */
const char *lab_output(struct lab *l, const char *format, ...) HCN_PRINTF(2, 3);

/* A socket in the namespace at `path`; NULL: in the machine's own. -1 with errno. */
int lab_socket(const char *path, int domain, int type, int protocol);

/* A conversation: a client in one namespace, a server in another. */
struct talk {
    const char *from, *to;      /* paths; NULL: the machine itself */
    const char *address;        /* that the client talks to */
    uint16_t port, server_port; /* server_port 0: the same */
    bool udp;
    const char *source; /* that the client binds to, or NULL */
    uint16_t source_port;
};

/*
 * Does a message come there, and the answer back? `seen` gets the address that the server saw.
 * Says no when one step of that takes more than so many milliseconds: PATIENT where an answer is
 * expected, which on a busy machine may be late, IMPATIENT where none should come.
 */
enum { IMPATIENT = 250, PATIENT = 4000 };
bool lab_talk(const struct talk *t, int patience, char seen[46]);

#endif
