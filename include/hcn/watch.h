/*
 * watch.h - what happens to objects, whoever does it. See hcn.h.
 */
#ifndef HCN_WATCH_H
#define HCN_WATCH_H

#include <hcn/service.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Kinds of objects: bits. */
enum hcn_object {
    HCN_OBJECT_NETWORK = 1,
    HCN_OBJECT_ENDPOINT = 2,
    HCN_OBJECT_NAMESPACE = 4,
    HCN_OBJECT_LOAD_BALANCER = 8,
    HCN_OBJECT_ROUTE = 16,
    HCN_OBJECT_GUEST_SERVICE = 32,
    HCN_OBJECT_ALL = 63
};

/*
 * A watch begins with a snapshot: PRESENT for each object, then READY; what follows happened later,
 * in order, without gaps. When something was missed, RESYNC says so: forget what you know, for a
 * new snapshot follows.
 */
enum hcn_event_type {
    HCN_EVENT_PRESENT,
    HCN_EVENT_READY,
    HCN_EVENT_CREATED,
    HCN_EVENT_MODIFIED,
    HCN_EVENT_DELETED,
    HCN_EVENT_ATTACHED, /* an endpoint, to a namespace */
    HCN_EVENT_DETACHED,
    HCN_EVENT_RESYNC
};

struct hcn_event {
    enum hcn_event_type type;
    uint32_t object;         /* enum hcn_object: of which kind it is; 0 for READY and RESYNC */
    struct hcn_guid id;      /* of the object */
    struct hcn_guid network; /* that it belongs to; else zero. Not for PRESENT: see the document */
    uint64_t sequence;       /* grows by one from event to event of the service; not for PRESENT */
    uint32_t flags;          /* of a network: enum hcn_network_flags */
    uint32_t state;       /* enum hcn_state, or of a guest service enum hcn_guest_service_state */
    const char *document; /* PRESENT: its JSON text; else NULL */
};

struct hcn_watch;

/*
 * Begins to watch objects of some kinds: bits of enum hcn_object. E_NOTIMPL where the service
 * cannot be watched. A watch belongs to one thread at a time, and is closed before its service.
 *
 * The DLL of Windows tells but a part: the rest is found by looking, every two seconds or less
 * often. What comes and goes between two looks is missed there; doc/differences.md has the details.
 */
HCN_API struct hcn_watch *hcn_watch_open(struct hcn_call *call, struct hcn_service *service,
                                         uint32_t objects);

/*
 * The next event, waiting at most so many milliseconds for one: NULL without a failure when none
 * came. It lives as long as the call. Class unavailable when the service's state is no more.
 */
HCN_API const struct hcn_event *hcn_watch_next(struct hcn_call *call, struct hcn_watch *watch,
                                               uint32_t milliseconds);

/* What the system can wait for: a descriptor, or the HANDLE of an event. */
#if defined(_WIN32)
typedef void *hcn_waitable;
#else
typedef int hcn_waitable;
#endif

/*
 * A descriptor for poll() and its like, readable when hcn_watch_next() has something: never read
 * from it, nor close it. On Windows the HANDLE of an event, set meanwhile: never reset it. -1,
 * which there is INVALID_HANDLE_VALUE, for NULL.
 */
HCN_API hcn_waitable hcn_watch_descriptor(const struct hcn_watch *watch);

/* "created", "attached"...: the word of an event. */
HCN_API const char *hcn_event_word(enum hcn_event_type type);

/* NULL is harmless. */
HCN_API void hcn_watch_close(struct hcn_watch *watch);

#ifdef __cplusplus
}
#endif

#endif
