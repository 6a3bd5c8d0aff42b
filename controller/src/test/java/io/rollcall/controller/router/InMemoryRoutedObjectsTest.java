package io.rollcall.controller.router;

class InMemoryRoutedObjectsTest extends RoutedObjectsContract {

    @Override
    RoutedObjects memory() {
        return new InMemoryRoutedObjects();
    }
}
