#define BOOST_TEST_MODULE solieu
#include <boost/test/unit_test.hpp>
