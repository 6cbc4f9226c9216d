"""Cases: opening, filling in, acting, looking, finding. Every service is one transaction and takes who asks."""
