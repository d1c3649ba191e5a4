/*
 * os_linux.h - what the files that know Linux share.
 */
#ifndef BASE_OS_LINUX_H
#define BASE_OS_LINUX_H

/*
 * Every descriptor of ours goes through here when it is opened: in a program that closed its
 * standard streams the kernel gives out 0, 1 or 2, and what the program then prints would land in
 * our files. Gives one above those in its place, -1 with errno when there is none; a negative one
 * is given back as it is.
 */
int descriptor_keep(int descriptor);

#endif
