//! Starts the page. It is not where anything happens: that is the library beside it, where tests can reach it.

fn main() {
    web::start();
}
