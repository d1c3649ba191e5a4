/* nothing.c - a program that does nothing, linked statically: what starting a process costs here.
 */
int main(void)
{
    return 0;
}
