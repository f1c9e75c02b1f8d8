// The system's libcsv (https://sourceforge.net/projects/libcsv/) ships no pkg-config file,
// so this header finds it on the compiler's ordinary search path.
#include <csv.h>
