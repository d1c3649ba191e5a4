/* documents.h - the documents of examples/ that the demo uses, as text in the program. */
#ifndef CLI_DOCUMENTS_H
#define CLI_DOCUMENTS_H

extern const char demo_network[];
extern const char demo_web_namespace[], demo_web_endpoint[];
extern const char demo_client_namespace[], demo_client_endpoint[];

#endif
